package com.kaldrix.monitoring.compliance.reporting.again;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The command, for tests of those who make reports. */
public final class TestReportAgain {
    private TestReportAgain() {}

    /** Its exit code for a folder. */
    public static int run(Path folder) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new ReportAgainCommand(nowhere, nowhere).run(List.of("again", folder.toString()));
    }
}
