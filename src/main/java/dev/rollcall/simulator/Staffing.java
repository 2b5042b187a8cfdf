package dev.rollcall.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Deals out the situations: who is in which. */
final class Staffing {
    private final CompanyPlan plan;
    private final Random random;
    private final List<Situation> possible;

    Staffing(CompanyPlan plan, Random random) {
        this.plan = plan;
        this.random = random;
        this.possible = Arrays.stream(Situation.values())
                .filter(situation -> situation.fits(plan.shiftStart()))
                // An account is as it is today on the days before, too.
                .filter(situation -> plan.back() == 0 || !situation.isOfAccount())
                .toList();
    }

    /** One situation for each employee. With enough employees each that is possible occurs, unless the company is calm. */
    List<Situation> situations() {
        List<Situation> all = new ArrayList<>();
        if (plan.silent()) {
            silent(all);
        } else if (!plan.only().isEmpty()) {
            for (int i = 0; i < plan.employees(); i++) {
                all.add(plan.only().get(i % plan.only().size()));
            }
            return all;
        } else {
            mixed(all);
        }
        Collections.shuffle(all, random);
        return all;
    }

    private void silent(List<Situation> all) {
        List<Situation> quiet =
                List.of(Situation.STAYS_AWAY, Situation.STAYS_AWAY, Situation.REST_DAY, Situation.NO_GROUP);
        for (int i = 0; i < plan.employees(); i++) {
            all.add(plan.employees() < 40 ? Situation.STAYS_AWAY : quiet.get(i % quiet.size()));
        }
    }

    private void mixed(List<Situation> all) {
        boolean everyOne = !plan.calm() && plan.strangeness() > 0 && plan.employees() >= possible.size();
        if (everyOne) {
            all.addAll(possible);
        }
        while (all.size() < plan.employees()) {
            boolean strange = !plan.calm() && random.nextDouble() < plan.strangeness();
            all.add(strange ? possible.get(random.nextInt(possible.size())) : usual());
        }
    }

    private Situation usual() {
        int drawn =
                random.nextInt(possible.stream().mapToInt(Situation::calmShare).sum());
        for (Situation situation : possible) {
            drawn -= situation.calmShare();
            if (drawn < 0) {
                return situation;
            }
        }
        return Situation.ON_TIME;
    }
}
