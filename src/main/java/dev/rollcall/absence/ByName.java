package dev.rollcall.absence;

import java.text.CollationKey;
import java.text.Collator;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** In which order people are listed. */
final class ByName {
    private ByName() {}

    /** By name as the JDK's collator for zh-CN sorts, then user id. Each name is weighed once; used by one thread. */
    static Comparator<Finding> order() {
        Collator collator = Collator.getInstance(Locale.SIMPLIFIED_CHINESE);
        Map<String, CollationKey> keys = new HashMap<>();
        return Comparator.<Finding, CollationKey>comparing(
                        finding -> keys.computeIfAbsent(finding.employee().name(), collator::getCollationKey))
                .thenComparing(finding -> finding.employee().id());
    }
}
