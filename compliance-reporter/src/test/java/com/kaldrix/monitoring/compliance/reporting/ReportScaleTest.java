package com.kaldrix.monitoring.compliance.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.compliance.api.ApiTest;
import com.kaldrix.monitoring.compliance.finding.Finding;
import com.kaldrix.monitoring.compliance.finding.Findings;
import com.kaldrix.monitoring.compliance.load.GeneratedFindings;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/**
 * A report of many findings from the database, by the service as it is. {@code -Dkaldrix.scale=1000000} is the size that the bar is about, {@code
 * -Xmx512m} the heap; times are asserted with room for a machine that does other things.
 */
class ReportScaleTest extends ApiTest {
    private static final int SIZE = Integer.getInteger("kaldrix.scale", 20_000);
    private static final int DIFFERENT = 2_000;
    private static final double MEGA = 1e6;

    private final Findings findings;
    private final TransactionOperations transactions;
    private final ReportWork work;

    @Autowired
    ReportScaleTest(Findings findings, TransactionOperations transactions, ReportWork work) {
        this.findings = findings;
        this.transactions = transactions;
        this.work = work;
    }

    /** A few that are taken in as they come, and copies of them on other resources. */
    private void fill() {
        GeneratedFindings generated = new GeneratedFindings(7);
        List<Finding> some = new ArrayList<>();
        for (int i = 0; i < DIFFERENT; i++) {
            some.add(generated.next(i));
        }
        transactions.executeWithoutResult(status -> findings.take(some, START));
        jdbc.sql("""
                        insert into finding (id, account, region, control, resource, resource_type, component, title, severity,
                            compliance, workflow, record, counts, clue_id, words, first_seen, last_seen, updated_at, told_at,
                            changed_at)
                        select md5(id::text || n)::uuid, account, region, control, resource || '/' || n, resource_type,
                            component, title, severity, compliance, workflow, record, counts, clue_id, words, first_seen,
                            last_seen, updated_at, told_at, changed_at
                        from finding cross join generate_series(2, :times) as n
                        """).param("times", SIZE / DIFFERENT).update();
        jdbc.sql("analyze finding").update();
    }

    @Test
    void aReportOfAllOfThemIsMadeInTimeAndWithinItsHeap() {
        fill();
        long expected =
                jdbc.sql("select count(*) from finding").query(Long.class).single();
        // A period of its own: what has been reported on other findings is not reported otherwise.
        JsonNode asked = body(post(RESPONDER, "/api/v1/reports", "{\"from\":\"2026-01-31T00:00:00Z\"}"));
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
        long begin = System.nanoTime();
        assertThat(work.run(() -> {})).isZero();
        double seconds = (System.nanoTime() - begin) / 1e9;
        // The sum of the pools' peaks is more than was ever in use at once, never less.
        double peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .mapToLong(pool -> pool.getPeakUsage().getUsed())
                        .sum()
                / MEGA;
        JsonNode made = body(get(VIEWER, "/api/v1/reports/" + asked.path("id").stringValue()));
        assertThat(made.path("state").stringValue()).as(made.toString()).isEqualTo("made");
        assertThat(made.path("found").longValue()).isEqualTo(expected);
        LoggerFactory.getLogger(ReportScaleTest.class)
                .info(
                        "a report of {} findings from the database in all formats in {} s, most heap in use {} MB",
                        expected,
                        seconds,
                        peak);
        assertThat(seconds).as("seconds").isLessThan(600);
    }
}
