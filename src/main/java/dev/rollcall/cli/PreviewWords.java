package dev.rollcall.cli;

import dev.rollcall.absence.Counts;
import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.RollCall;
import dev.rollcall.check.CutoffConfig;
import dev.rollcall.check.DepartmentConfig;
import dev.rollcall.check.Preview;
import dev.rollcall.config.BotConfig;
import dev.rollcall.message.Message;
import dev.rollcall.report.Times;
import org.jspecify.annotations.Nullable;

/** Where a preview's messages go, in a line each. */
final class PreviewWords {
    private final BotConfig config;

    PreviewWords(BotConfig config) {
        this.config = config;
    }

    /** What all of them are of. */
    String heading(Preview preview) {
        return "Cutoff '" + preview.key().cutoff() + "' of " + preview.key().workDate() + ", as of "
                + Times.full(preview.asOf(), config.zone()) + "; nothing is posted now.";
    }

    /** Where one goes, or why there is none. */
    String of(Preview preview) {
        return who(preview) + ": " + fate(preview);
    }

    private static String who(Preview preview) {
        String id = String.valueOf(preview.key().department());
        if (preview.key().ofCompany()) {
            return "The company's roll-up";
        }
        return preview.name().equals(id) ? "Department " + id : preview.name() + " (" + id + ")";
    }

    private String fate(Preview preview) {
        Message message = preview.message();
        if (preview.muted()) {
            return "nothing, somebody has muted the digests of that day";
        }
        if (preview.destination() == Preview.Destination.NOWHERE) {
            return shadow(preview)
                    ? "nothing, it is in shadow and there is neither a company robot nor an admin"
                    : "nothing, it has no robot";
        }
        if (message == null) {
            return "nothing, because " + why(preview);
        }
        int mentions = message.mentions().size();
        return (preview.posted() ? "has been posted " : "goes ")
                + (shadow(preview) ? "in shadow " : "")
                + to(preview)
                + (mentions == 0 ? "" : "; it mentions " + mentions + (mentions == 1 ? " person" : " people"));
    }

    private String why(Preview preview) {
        Counts counts = counts(preview);
        CutoffConfig cutoff = config.cutoffs().get(preview.key().cutoff());
        if (counts == null || cutoff == null) {
            return "nobody is due or nothing has changed";
        }
        if (counts.due() == 0) {
            return "nobody is due as of then";
        }
        if (cutoff.follows() == null) {
            return "nobody is absent, and when_all_present is skip";
        }
        return (counts.absent() == 0 ? "nobody is absent and " : "") + "nothing has changed";
    }

    private static @Nullable Counts counts(Preview preview) {
        RollCall rollCall = preview.rollCall();
        if (rollCall == null || preview.key().ofCompany()) {
            return rollCall == null ? null : rollCall.company();
        }
        return rollCall.departments().stream()
                .filter(one -> one.id() == preview.key().department())
                .findFirst()
                .map(DepartmentRollCall::counts)
                .orElse(null);
    }

    private String to(Preview preview) {
        return switch (preview.destination()) {
            case GROUP -> "to its group, through its robot";
            case COMPANY -> "to HR's group, through the company's robot";
            case ADMINS -> "to the admins in private: " + String.join(", ", config.admins());
            case NOWHERE -> "nowhere";
        };
    }

    private boolean shadow(Preview preview) {
        return config.departments().stream()
                .filter(one -> one.id() == preview.key().department())
                .anyMatch(DepartmentConfig::shadow);
    }
}
