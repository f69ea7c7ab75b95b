package com.kaldrix.monitoring.metrics.ingest.scrape;

import com.kaldrix.monitoring.common.problem.FieldError;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import com.kaldrix.monitoring.common.yaml.PrometheusDuration;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows targets, in the shape of Prometheus.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/api/#targets">Targets</a>
 */
@RestController
@Tag(name = "Scraping")
class TargetController {
    private static final Instant NEVER = Instant.parse("0001-01-01T00:00:00Z");

    private final Scraping scraping;

    TargetController(Scraping scraping) {
        this.scraping = scraping;
    }

    /** Prometheus' frame around every answer. */
    @Schema(name = "TargetsAnswer")
    record Answer(@Schema(example = "success") String status, Targets data) {}

    /**
     * Targets.
     *
     * @param activeTargets those that this gateway scrapes, and those that it cannot scrape
     * @param droppedTargets those that a rule drops, as far as the job keeps them for showing
     * @param droppedTargetCounts how many rules drop, by job
     */
    @Schema(name = "Targets")
    record Targets(
            List<Active> activeTargets, List<Dropped> droppedTargets, Map<String, Integer> droppedTargetCounts) {}

    /**
     * A target that is scraped.
     *
     * @param discoveredLabels as they were found
     * @param labels those that every series gets
     * @param scrapePool the job
     * @param scrapeUrl where the page is
     * @param globalUrl the same
     * @param lastError why the last page could not be used; empty when it could
     * @param lastScrape when it was asked last; the year 1 when it was not yet, as in Prometheus
     * @param lastScrapeDuration seconds
     * @param health {@code up}, {@code down} or {@code unknown}
     * @param scrapeInterval such as {@code 10s}
     * @param scrapeTimeout such as {@code 10s}
     */
    @Schema(name = "ActiveTarget")
    record Active(
            Map<String, String> discoveredLabels,
            Map<String, String> labels,
            String scrapePool,
            String scrapeUrl,
            String globalUrl,
            String lastError,
            Instant lastScrape,
            double lastScrapeDuration,
            String health,
            String scrapeInterval,
            String scrapeTimeout) {}

    /** A target that a rule drops. */
    @Schema(name = "DroppedTarget")
    record Dropped(Map<String, String> discoveredLabels, String scrapePool) {}

    @Operation(
            summary = "Show the targets of scraping",
            description = "In the shape of Prometheus. Each gateway shows those that it scrapes itself.")
    @GetMapping("/api/v1/targets")
    Answer targets(
            @Parameter(description = "`active`, `dropped` or `any`") @RequestParam(defaultValue = "any") String state,
            @Parameter(description = "The job; all of them when nothing is said")
                    @RequestParam(required = false)
                    @Nullable
                    String scrapePool) {
        boolean active = state.equals("any") || state.equals("active");
        boolean dropped = state.equals("any") || state.equals("dropped");
        if (!active && !dropped) {
            throw new InvalidRequestException(
                    List.of(new FieldError("state", "must be one of active, dropped and any, not '" + state + "'")));
        }
        List<JobRun> jobs = scraping.jobs().stream()
                .filter(job -> scrapePool == null || job.job().name().equals(scrapePool))
                .toList();
        Map<String, Integer> counts = new LinkedHashMap<>();
        jobs.forEach(job -> counts.put(job.job().name(), job.outcome().droppedCount()));
        return new Answer(
                "success", new Targets(active ? active(jobs) : List.of(), dropped ? dropped(jobs) : List.of(), counts));
    }

    private List<Active> active(List<JobRun> jobs) {
        List<String> names = jobs.stream().map(job -> job.job().name()).toList();
        List<Active> all = new ArrayList<>();
        for (ScrapedTarget target : scraping.targets()) {
            if (names.contains(target.job())) {
                all.add(active(target));
            }
        }
        for (JobRun job : jobs) {
            job.outcome().unusable().forEach(none -> all.add(unusable(job.job(), none)));
        }
        return all;
    }

    private static Active active(ScrapedTarget scraped) {
        Target target = scraped.target();
        TargetStatus status = scraped.status();
        return new Active(
                map(target.discovered()),
                map(target.labels().decode()),
                scraped.job(),
                target.url().toString(),
                target.url().toString(),
                status.lastError(),
                status.lastScrape() == null ? NEVER : status.lastScrape(),
                seconds(status.lastDuration()),
                status.health().word(),
                PrometheusDuration.format(target.timing().interval()),
                PrometheusDuration.format(target.timing().timeout()));
    }

    private static Active unusable(ScrapeJob job, TargetBuilder.Built.Unusable none) {
        return new Active(
                map(none.discovered()),
                Map.of(),
                job.name(),
                "",
                "",
                none.reason(),
                NEVER,
                0,
                TargetStatus.Health.DOWN.word(),
                PrometheusDuration.format(job.timing().interval()),
                PrometheusDuration.format(job.timing().timeout()));
    }

    private static List<Dropped> dropped(List<JobRun> jobs) {
        return jobs.stream()
                .flatMap(job -> job.outcome().dropped().stream()
                        .map(labels -> new Dropped(map(labels), job.job().name())))
                .toList();
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static Map<String, String> map(LabelSet labels) {
        Map<String, String> map = new LinkedHashMap<>();
        labels.forEach(map::put);
        return map;
    }
}
