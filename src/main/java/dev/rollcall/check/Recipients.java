package dev.rollcall.check;

import dev.rollcall.check.Preview.Destination;
import dev.rollcall.delivery.Recipient;
import java.util.Optional;

/** Where does a message go? Pure and immutable. */
final class Recipients {
    private final CheckSettings settings;

    Recipients(CheckSettings settings) {
        this.settings = settings;
    }

    /**
     * Where the digest of {@code department} goes: to its group, in shadow to HR's group, without that to the admins;
     * empty where there is no such place. No robot, no message.
     */
    Optional<Recipient> of(DepartmentConfig department, String name) {
        if (department.robot() == null) {
            return Optional.empty();
        }
        return department.shadow() ? company(name) : Optional.of(new Recipient.Group(name, department.robot()));
    }

    /** The kind of place that {@link #of} gives. */
    Destination destination(DepartmentConfig department) {
        Recipient to = of(department, department.name()).orElse(null);
        if (to == null) {
            return Destination.NOWHERE;
        }
        return department.shadow() ? companyDestination() : Destination.GROUP;
    }

    /** The kind of place that {@link #company} gives. */
    Destination companyDestination() {
        if (settings.company() != null) {
            return Destination.COMPANY;
        }
        return settings.admins().isEmpty() ? Destination.NOWHERE : Destination.ADMINS;
    }

    /** HR's group, or without one the admins, each in private; empty without both. */
    Optional<Recipient> company(String name) {
        CompanyConfig company = settings.company();
        if (company != null) {
            return Optional.of(new Recipient.Group(name, company.robot()));
        }
        return admins(name);
    }

    /** The admins, each in private; empty without any. */
    Optional<Recipient> admins(String name) {
        return settings.admins().isEmpty()
                ? Optional.empty()
                : Optional.of(new Recipient.Private(name, settings.admins()));
    }
}
