package com.kaldrix.monitoring.compliance.load;

import com.kaldrix.monitoring.compliance.report.PrintedReport;
import com.kaldrix.monitoring.compliance.report.ReportKind;
import com.kaldrix.monitoring.compliance.report.ReportPeriod;
import com.kaldrix.monitoring.compliance.report.ReportScope;
import com.kaldrix.monitoring.compliance.report.archive.ReportArchive;
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

/** A monthly report of all findings in all formats, from the database to where reports are kept. */
final class ReportLoad {
    private static final double AIM = 30;
    private static final double MEGA = 1 << 20;

    private final Snapshots snapshots;
    private final ReportArchive archive;

    ReportLoad(Snapshots snapshots, ReportArchive archive) {
        this.snapshots = snapshots;
        this.archive = archive;
    }

    void run(Instant now, Bars bars) throws IOException {
        Wanted wanted = new Wanted(
                ReportKind.MONTHLY,
                ReportScope.all(),
                new ReportPeriod(now.minus(Duration.ofDays(31)), now, ZoneOffset.UTC));
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
        Stopwatch watch = new Stopwatch();
        PrintedReport printed = snapshots.take(wanted, content -> archive.make(content.data(), content.findings()));
        bars.below(
                "a monthly report of " + printed.whole().findings().all() + " findings in all formats, kept",
                AIM,
                watch.seconds());
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
