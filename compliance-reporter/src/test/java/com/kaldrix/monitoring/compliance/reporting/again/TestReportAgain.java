package com.kaldrix.monitoring.compliance.reporting.again;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command, for tests of those who make reports. */
public final class TestReportAgain {
    private TestReportAgain() {}

    /**
     * What became of it.
     *
     * @param code its exit code
     * @param said all that it wrote
     */
    public record Outcome(int code, String said) {}

    /** Its exit code for a folder. */
    public static int run(Path folder) {
        return with(folder.toString()).code();
    }

    /** What it does with these, after {@code again}. */
    public static Outcome with(String... arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream said = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        List<String> all = new ArrayList<>(List.of("again"));
        all.addAll(List.of(arguments));
        int code = new ReportAgainCommand(said, said).run(all);
        return new Outcome(code, bytes.toString(StandardCharsets.UTF_8));
    }
}
