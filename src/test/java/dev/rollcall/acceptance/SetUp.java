package dev.rollcall.acceptance;

import dev.rollcall.simulator.AppSetup;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.DingTalkSimulator;
import dev.rollcall.simulator.Fault;
import dev.rollcall.simulator.SimulatedCompany;
import dev.rollcall.simulator.SimulatorSettings;
import java.time.LocalDate;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * How a company and its {@code bot-config.yaml} are set up: right in everything but what is changed here. Immutable.
 *
 * @param yaml changes the text of the configuration
 * @param faults is switched on before the doctor comes
 */
record SetUp(
        CompanyPlan plan,
        UnaryOperator<SimulatorSettings> settings,
        UnaryOperator<ConfigOptions> options,
        BiFunction<String, SimulatedCompany, String> yaml,
        Consumer<DingTalkSimulator> faults) {
    static final LocalDate DATE = LocalDate.of(2026, 11, 20);

    /** Of sixty people in three departments nothing is wrong. */
    static SetUp right() {
        return new SetUp(
                CompanyPlan.of(60, 3, 5, DATE).withCalm(true),
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                (yaml, company) -> yaml,
                simulator -> {});
    }

    SetUp of(CompanyPlan other) {
        return new SetUp(other, settings, options, yaml, faults);
    }

    SetUp at(UnaryOperator<AppSetup> changed) {
        return simulating(one -> one.withSetup(changed.apply(AppSetup.right())));
    }

    SetUp simulating(UnaryOperator<SimulatorSettings> changed) {
        return new SetUp(plan, changed, options, yaml, faults);
    }

    SetUp with(UnaryOperator<ConfigOptions> changed) {
        return new SetUp(plan, settings, changed, yaml, faults);
    }

    /** {@code wrong} in place of {@code right}, which must be there. */
    SetUp written(String right, String wrong) {
        return writing((text, company) -> replaced(text, right, wrong));
    }

    SetUp writing(BiFunction<String, SimulatedCompany, String> changed) {
        return new SetUp(plan, settings, options, changed, faults);
    }

    /** Every call of {@code path} meets {@code fault}. */
    SetUp failing(String path, Fault fault) {
        return new SetUp(
                plan, settings, options, yaml, simulator -> simulator.faults().on(path, fault, -1));
    }

    /** The robot of the department at {@code index} meets {@code fault}. */
    SetUp robotFailing(int index, Fault fault) {
        return new SetUp(
                plan,
                settings,
                options,
                yaml,
                simulator -> simulator
                        .faults()
                        .on(
                                "/robot/send?access_token="
                                        + simulator
                                                .company()
                                                .departments()
                                                .get(index)
                                                .robotToken(),
                                fault,
                                -1));
    }

    static String replaced(String text, String right, String wrong) {
        if (!text.contains(right)) {
            throw new AssertionError("'" + right + "' is not in\n" + text);
        }
        return text.replace(right, wrong);
    }
}
