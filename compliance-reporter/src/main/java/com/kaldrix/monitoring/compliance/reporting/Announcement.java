package com.kaldrix.monitoring.compliance.reporting;

import com.kaldrix.monitoring.common.event.CloudEvent;
import com.kaldrix.monitoring.common.event.CloudEvents;
import com.kaldrix.monitoring.common.event.Notice;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.outbox.Outbox;
import com.kaldrix.monitoring.common.outbox.OutboxMessage;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.compliance.report.html.HtmlFormat;
import com.kaldrix.monitoring.compliance.report.pdf.PdfFormat;
import com.kaldrix.monitoring.compliance.reporting.run.MadeReport;
import com.kaldrix.monitoring.compliance.reporting.run.ReportRun;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Tells people of a report, by a notice that alert-processor delivers. */
final class Announcement {
    private static final String TOPIC = "alerts";
    private static final String SOURCE = "/compliance-reporter";
    private static final String NAME = "ComplianceReport";
    private static final String COMPONENT = "compliance";

    private final Outbox outbox;
    private final Region region;
    private final URI address;

    /** @param address where people reach this service */
    Announcement(Outbox outbox, Region region, URI address) {
        this.outbox = outbox;
        this.region = region;
        this.address = address;
    }

    /** In the caller's transaction. The same report is announced under the same id, however often that is tried. */
    void tell(ReportRun run, MadeReport made, Instant now) {
        Map<String, String> links = new LinkedHashMap<>();
        links.put("HTML", link(run.id(), HtmlFormat.FILE));
        links.put("PDF", link(run.id(), PdfFormat.FILE));
        Notice notice = new Notice(
                NAME,
                COMPONENT,
                made.title(),
                made.scores().stream()
                        .map(score -> score.name() + ": " + score.score())
                        .collect(Collectors.joining("\n")),
                Labels.of(
                        "kind",
                        run.wanted().kind().word(),
                        "scope",
                        run.wanted().scope().isAll() ? "all" : "part"),
                links,
                now);
        CloudEvent<Notice> event =
                new CloudEvent<>(run.id().toString(), SOURCE, "report/" + run.id(), now, region, null, notice);
        outbox.append(new OutboxMessage(
                run.id(), TOPIC, Notice.TYPE, CloudEvents.write(event), Map.of("region", region.code())));
    }

    private String link(UUID id, String file) {
        return address.toString().replaceAll("/+$", "") + "/api/v1/reports/" + id + "/files/" + file;
    }
}
