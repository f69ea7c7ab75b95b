package com.kaldrix.monitoring.compliance.reporting;

import com.kaldrix.monitoring.common.aws.AwsProperties;
import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.common.objects.ObjectLocation;
import com.kaldrix.monitoring.common.objects.Objects;
import com.kaldrix.monitoring.common.objects.OpenObjects;
import com.kaldrix.monitoring.common.objects.S3Options;
import com.kaldrix.monitoring.common.outbox.Outbox;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.common.work.Bell;
import com.kaldrix.monitoring.common.work.Worker;
import com.kaldrix.monitoring.compliance.audit.note.NoteSigner;
import com.kaldrix.monitoring.compliance.report.ReportPress;
import com.kaldrix.monitoring.compliance.report.archive.ReportArchive;
import com.kaldrix.monitoring.compliance.report.csv.CsvFormat;
import com.kaldrix.monitoring.compliance.report.html.HtmlFormat;
import com.kaldrix.monitoring.compliance.report.ocsf.OcsfFormat;
import com.kaldrix.monitoring.compliance.report.oscal.OscalFormat;
import com.kaldrix.monitoring.compliance.report.pdf.PdfFormat;
import com.kaldrix.monitoring.compliance.reporting.run.ReportRuns;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReportingProperties.class)
class ReportingConfiguration {
    /** Where reports are kept. What is opened here is closed here; the trail's own is not. */
    record ReportObjects(Objects objects, boolean isOwn) implements AutoCloseable {
        @Override
        public void close() {
            if (isOwn) {
                objects.close();
            }
        }
    }

    @Bean(destroyMethod = "close")
    ReportObjects reportObjects(
            ReportingProperties properties, Objects trailObjects, AwsProperties aws, Region region) {
        if (properties.location().isBlank()) {
            return new ReportObjects(trailObjects, false);
        }
        ObjectLocation location;
        try {
            location = ObjectLocation.parse(properties.location());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("kaldrix.reports.location: " + e.getMessage(), e);
        }
        return new ReportObjects(
                OpenObjects.at(
                        location, new S3Options(region.code(), aws.endpoint().orElse(null), null)),
                true);
    }

    @Bean
    ReportArchive reportArchive(
            ReportObjects reportObjects, NoteSigner signer, ReportingProperties properties, Clock clock) {
        return new ReportArchive(
                reportObjects.objects(),
                new ReportPress(
                        List.of(new CsvFormat(), new OscalFormat(), new OcsfFormat()),
                        List.of(new HtmlFormat(), new PdfFormat())),
                signer,
                properties.retention(),
                clock);
    }

    @Bean
    Announcement announcement(
            Outbox outbox, Region region, @Value("${kaldrix.external-url:http://localhost:8083}") URI address) {
        return new Announcement(outbox, region, address);
    }

    /** Rings when somebody has asked for a report. */
    @Bean
    Bell reportBell() {
        return new Bell();
    }

    @Bean
    ReportWork reportWork(ReportPlanner planner, ReportRuns runs, ReportMaker maker, ReportMetrics metrics) {
        return new ReportWork(planner, runs, maker, metrics, Ids.next());
    }

    @Bean
    @ConditionalOnProperty(name = "kaldrix.workers", havingValue = "true", matchIfMissing = true)
    Worker reportWorker(ReportWork work, Bell reportBell) {
        return new Worker(work, reportBell);
    }
}
