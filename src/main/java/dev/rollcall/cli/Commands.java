package dev.rollcall.cli;

import picocli.CommandLine;

/** Makes each command with the surroundings it runs in. */
final class Commands implements CommandLine.IFactory {
    private final Surroundings surroundings;

    Commands(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        Object made = command(type);
        return made == null ? CommandLine.defaultFactory().create(type) : type.cast(made);
    }

    private @org.jspecify.annotations.Nullable Object command(Class<?> type) {
        if (type == ServeCommand.class) {
            return new ServeCommand(surroundings);
        }
        if (type == CheckCommand.class) {
            return new CheckCommand(surroundings);
        }
        if (type == CheckConfigCommand.class) {
            return new CheckConfigCommand(surroundings);
        }
        if (type == DoctorCommand.class) {
            return new DoctorCommand(surroundings);
        }
        if (type == DemoCommand.class) {
            return new DemoCommand(surroundings);
        }
        if (type == ForgetCommand.class) {
            return new ForgetCommand(surroundings);
        }
        if (type == PreviewCommand.class) {
            return new PreviewCommand(surroundings);
        }
        if (type == SchemaCommand.class) {
            return new SchemaCommand(surroundings);
        }
        if (type == ReportCommand.class) {
            return new ReportCommand(surroundings);
        }
        return type == SimulateCommand.class ? new SimulateCommand(surroundings) : null;
    }
}
