package com.kaldrix.monitoring.compliance.report.manifest;

import com.kaldrix.monitoring.compliance.audit.note.Checkpoint;
import com.kaldrix.monitoring.compliance.report.PrintedReport;
import com.kaldrix.monitoring.compliance.report.PrintedReport.PrintedFile;
import com.kaldrix.monitoring.compliance.report.ReportHeader;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of a report, each with its size and hash. As text it is what is signed:
 *
 * <pre>
 * kaldrix-compliance-report/1
 * report 2ed853dd-5e64-5db7-b023-e2f4e5b3553d
 * data-set sha256:63f3…
 * trail kaldrix.example/compliance/prod 1284117 CzBV…=
 * file 271077 sha256:91ab… findings.csv
 * </pre>
 *
 * @param report id of the report
 * @param dataSet SHA-256 of its data set, 64 hexadecimal digits
 * @param trail the audit trail that it was made from
 * @param files sorted by name
 */
public record Manifest(UUID report, String dataSet, Checkpoint trail, List<PrintedFile> files) {
    /** What the file is called that holds it, signed. */
    public static final String FILE = "manifest.note";

    private static final String FORM = "kaldrix-compliance-report/1";
    private static final Pattern REPORT = Pattern.compile("report ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");
    private static final Pattern DATA = Pattern.compile("data-set sha256:([0-9a-f]{64})");
    private static final Pattern TRAIL = Pattern.compile("trail (.+) (0|[1-9][0-9]{0,17}) ([A-Za-z0-9+/]{43}=)");
    private static final Pattern PRINTED =
            Pattern.compile("file (0|[1-9][0-9]{0,17}) sha256:([0-9a-f]{64}) ([A-Za-z0-9][A-Za-z0-9._-]{0,99})");
    private static final int HEAD = 4;

    public Manifest {
        files = List.copyOf(files);
    }

    /** That of a report whose files are written. */
    public static Manifest of(PrintedReport printed) {
        ReportHeader header = printed.whole().data().header();
        return new Manifest(header.id(), printed.whole().dataSet(), header.trail(), printed.files());
    }

    /** The text that is signed. */
    public String text() {
        StringBuilder text = new StringBuilder(FORM)
                .append("\nreport ")
                .append(report)
                .append("\ndata-set sha256:")
                .append(dataSet)
                .append("\ntrail ")
                .append(trail.origin())
                .append(' ')
                .append(trail.size())
                .append(' ')
                .append(Base64.getEncoder().encodeToString(trail.root()))
                .append('\n');
        for (PrintedFile file : files) {
            text.append("file ")
                    .append(file.size())
                    .append(" sha256:")
                    .append(file.sha256())
                    .append(' ')
                    .append(file.name())
                    .append('\n');
        }
        return text.toString();
    }

    /**
     * Reads the text.
     *
     * @throws IllegalArgumentException with a sentence when it is none
     */
    public static Manifest parse(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length <= HEAD || !lines[0].equals(FORM) || !lines[lines.length - 1].isEmpty()) {
            throw new IllegalArgumentException("a manifest begins with the line " + FORM);
        }
        String report = match(REPORT, lines[1]).group(1);
        String dataSet = match(DATA, lines[2]).group(1);
        Matcher trail = match(TRAIL, lines[3]);
        List<PrintedFile> files = new ArrayList<>();
        for (int i = HEAD; i < lines.length - 1; i++) {
            Matcher file = match(PRINTED, lines[i]);
            files.add(new PrintedFile(file.group(3), Long.parseLong(file.group(1)), file.group(2)));
        }
        return new Manifest(
                UUID.fromString(report),
                dataSet,
                Checkpoint.parse(trail.group(1) + "\n" + trail.group(2) + "\n" + trail.group(3) + "\n"),
                files);
    }

    private static Matcher match(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + line + "' is no line of a manifest");
        }
        return matcher;
    }
}
