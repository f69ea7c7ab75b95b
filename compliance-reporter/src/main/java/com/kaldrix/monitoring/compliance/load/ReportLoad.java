package com.kaldrix.monitoring.compliance.load;

import com.kaldrix.monitoring.compliance.report.PrintedReport;
import com.kaldrix.monitoring.compliance.report.ReportKind;
import com.kaldrix.monitoring.compliance.report.ReportPeriod;
import com.kaldrix.monitoring.compliance.report.ReportScope;
import com.kaldrix.monitoring.compliance.report.archive.ReportArchive;
import com.kaldrix.monitoring.compliance.reporting.dataset.DataSetRecords;
import com.kaldrix.monitoring.compliance.reporting.snapshot.Snapshots;
import com.kaldrix.monitoring.compliance.reporting.snapshot.Wanted;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A monthly report of all findings in all formats, from the database to where reports are kept. */
final class ReportLoad {
    private static final double AIM = 30;
    private static final double MEGA = 1 << 20;

    private final Snapshots snapshots;
    private final ReportArchive archive;
    private final DataSetRecords dataSets;
    private final JdbcClient jdbc;

    ReportLoad(Snapshots snapshots, ReportArchive archive, DataSetRecords dataSets, JdbcClient jdbc) {
        this.snapshots = snapshots;
        this.archive = archive;
        this.dataSets = dataSets;
        this.jdbc = jdbc;
    }

    void run(Instant now, Bars bars) throws IOException {
        Wanted wanted = new Wanted(
                ReportKind.MONTHLY,
                ReportScope.all(),
                new ReportPeriod(now.minus(Duration.ofDays(31)), now, ZoneOffset.UTC));
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
        Stopwatch watch = new Stopwatch();
        double[] kept = {0};
        PrintedReport printed = snapshots.take(
                wanted,
                content -> archive.make(content.data(), content.findings(), (whole, dataSet) -> {
                    kept[0] = watch.seconds();
                    dataSets.record(whole.whole().data().header().id(), dataSet);
                }));
        double recorded = watch.seconds();
        long findings = printed.whole().findings().all();
        bars.below("a monthly report of " + findings + " findings in all formats, kept", AIM, kept[0]);
        long packed = jdbc.sql("select coalesce(sum(length(body)), 0) from trail_inbox where kind = 'report.data'")
                .query(Long.class)
                .single();
        bars.beside(
                "its data set written down in the audit trail, packed",
                String.format(
                        Locale.ROOT,
                        "%s, %.0f MiB, %.0f bytes a finding",
                        Bars.seconds(recorded - kept[0]),
                        packed / MEGA,
                        (double) packed / findings));
        long size = printed.files().stream()
                .mapToLong(PrintedReport.PrintedFile::size)
                .sum();
        bars.beside("its " + printed.files().size() + " files", String.format(Locale.ROOT, "%.0f MiB", size / MEGA));
        // The sum of the pools' peaks is more than was ever in use at once, never less.
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        bars.beside(
                "heap meanwhile: at most, peaks of its parts added",
                String.format(
                        Locale.ROOT, "%.0f MiB, %.0f MiB", Runtime.getRuntime().maxMemory() / MEGA, peak / MEGA));
    }
}
