package com.kaldrix.monitoring.compliance.reporting;

import com.kaldrix.monitoring.compliance.report.ReportKind;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** How long reports take, and how they end. */
@Component
class ReportMetrics {
    private static final String NAME = "kaldrix_compliance_report_duration_seconds";

    private final MeterRegistry meters;

    ReportMetrics(MeterRegistry meters) {
        this.meters = meters;
        for (ReportKind kind : ReportKind.values()) {
            timer(kind, "made");
            timer(kind, "failed");
        }
    }

    void made(ReportKind kind, long nanos) {
        timer(kind, "made").record(nanos, TimeUnit.NANOSECONDS);
    }

    void failed(ReportKind kind, long nanos) {
        timer(kind, "failed").record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(ReportKind kind, String outcome) {
        return Timer.builder(NAME)
                .description("How long reports took to make, or until they failed")
                .tag("kind", kind.word())
                .tag("outcome", outcome)
                .register(meters);
    }
}
