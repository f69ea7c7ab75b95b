package com.kaldrix.monitoring.compliance.report;

import com.kaldrix.monitoring.compliance.framework.Frameworks;
import com.kaldrix.monitoring.compliance.report.csv.CsvFormat;
import com.kaldrix.monitoring.compliance.report.html.HtmlFormat;
import com.kaldrix.monitoring.compliance.report.ocsf.OcsfFormat;
import com.kaldrix.monitoring.compliance.report.oscal.OscalFormat;
import com.kaldrix.monitoring.compliance.report.pdf.PdfFormat;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes the monthly report over many findings in all formats, and tells how long it took and how much heap was in use at most. Arguments: how many
 * findings, and the folder for the files. With {@code -Xmx512m} it shows that no more is needed.
 */
final class ReportBench {
    private static final double NANOS = 1e9;
    private static final double MEGA = 1e6;

    private ReportBench() {}

    public static void main(String[] arguments) throws IOException {
        int findings = Integer.parseInt(arguments[0]);
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        ExampleFleet fleet = ExampleReports.fleet(findings);
        ReportData data = ExampleReports.data(Frameworks.shipped(), fleet);
        long begin = System.nanoTime();
        long[] passed = {begin};
        PrintedReport printed = new ReportPress(
                        List.of(new CsvFormat(), new OscalFormat(), new OcsfFormat()),
                        List.of(new HtmlFormat(), new PdfFormat()))
                .print(
                        data,
                        reader -> {
                            fleet.forEach(reader);
                            passed[0] = System.nanoTime();
                        },
                        name -> Files.newOutputStream(folder.resolve(name)));
        double seconds = (System.nanoTime() - begin) / NANOS;
        PrintStream out = System.out;
        out.printf(
                "%,d findings in %.1f s, %.1f s of them the pass over the findings; most heap in use %.0f MB%n",
                printed.whole().findings().all(), seconds, (passed[0] - begin) / NANOS, peak() / MEGA);
        printed.files().forEach(file -> out.printf("%-32s %,15d bytes%n", file.name(), file.size()));
    }

    // The sum of the pools' peaks is more than was ever in use at once, never less.
    private static double peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(java.lang.management.MemoryUsage::getUsed)
                .sum();
    }
}
