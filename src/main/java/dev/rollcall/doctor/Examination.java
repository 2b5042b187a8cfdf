package dev.rollcall.doctor;

import java.util.List;

/** Looks at one thing. Implementations are stateless or immutable. */
interface Examination {
    /** The id of its finding, or what its findings' ids begin with. */
    String id();

    /** What it finds; may wait for what DingTalk answers in {@code visit}. */
    List<Finding> examine(Visit visit);
}
