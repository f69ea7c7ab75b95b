package com.kaldrix.monitoring.compliance.load;

import com.kaldrix.monitoring.common.process.Streams;
import com.kaldrix.monitoring.compliance.ComplianceReporter;
import com.kaldrix.monitoring.compliance.audit.log.Checkpoints;
import com.kaldrix.monitoring.compliance.audit.log.Trail;
import com.kaldrix.monitoring.compliance.audit.note.NoteSigner;
import com.kaldrix.monitoring.compliance.finding.Findings;
import com.kaldrix.monitoring.compliance.report.archive.ReportArchive;
import com.kaldrix.monitoring.compliance.reporting.dataset.DataSetRecords;
import com.kaldrix.monitoring.compliance.reporting.snapshot.Snapshots;
import com.kaldrix.monitoring.compliance.score.Scores;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Starts the service on an empty database, without its own work, gives it findings and measures. The result is a table in Markdown on standard output,
 * progress goes to standard error. For {@code ./kaldrix bench compliance}, which makes the database.
 */
public final class LoadCommand {
    private static final int USUAL = 1_000_000;

    private LoadCommand() {}

    /** @param arguments how many findings; none for a million */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Streams streams = Streams.ofTheProcess();
        int findings = arguments.length == 0 ? USUAL : Integer.parseInt(arguments[0]);
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(ComplianceReporter.class)
                .bannerMode(Banner.Mode.OFF)
                .properties(Map.of(
                        "server.port", "0",
                        "logging.level.root", "warn",
                        "kaldrix.workers", "false",
                        "kaldrix.outbox.enabled", "false"))
                .run()) {
            streams.out().println(measured(context, findings, streams.err()));
        }
    }

    private static Bars measured(ConfigurableApplicationContext context, int findings, PrintStream progress)
            throws IOException, InterruptedException {
        Bars bars = new Bars(String.format(Locale.ROOT, "%,d findings", findings));
        PlatformTransactionManager manager = context.getBean(PlatformTransactionManager.class);
        TransactionTemplate transactions = new TransactionTemplate(manager);
        JdbcClient jdbc = context.getBean(JdbcClient.class);
        Trail trail = context.getBean(Trail.class);
        IntakeLoad intake = new IntakeLoad(context.getBean(Findings.class), trail, transactions, progress);
        intake.run(findings, bars);
        // As the database does by itself in a while.
        jdbc.sql("analyze").update();
        progress.println("scores");
        new ScoreLoad(context.getBean(Scores.class), intake, manager).run(bars);
        progress.println("audit trail");
        new TrailLoad(trail, context.getBean(Checkpoints.class), context.getBean(NoteSigner.class), jdbc, transactions)
                .run(bars);
        progress.println("report");
        new ReportLoad(
                        context.getBean(Snapshots.class),
                        context.getBean(ReportArchive.class),
                        context.getBean(DataSetRecords.class),
                        jdbc)
                .run(context.getBean(Clock.class).instant(), bars);
        return bars;
    }
}
