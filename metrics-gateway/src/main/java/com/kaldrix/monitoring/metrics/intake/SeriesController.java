package com.kaldrix.monitoring.metrics.intake;

import com.kaldrix.monitoring.common.label.Matcher;
import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.common.problem.FieldError;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import com.kaldrix.monitoring.metrics.series.LabelSet;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows the series that come in, and those that were refused. */
@RestController
@Tag(name = "Series")
class SeriesController {
    private static final int MOST = 10_000;

    private final SeriesRegistry registry;
    private final BufferedIntake intake;

    SeriesController(SeriesRegistry registry, BufferedIntake intake) {
        this.registry = registry;
        this.intake = intake;
    }

    /**
     * Series and their limits.
     *
     * @param total how many there are
     * @param limit how many there may be
     * @param bySource how many each source has
     * @param series those that match, with their labels, in no particular order
     * @param truncated whether there are more than are shown
     * @param rejected what was refused lately, the newest first
     */
    record View(
            int total,
            int limit,
            Map<String, Integer> bySource,
            List<Map<String, String>> series,
            boolean truncated,
            List<RejectedView> rejected) {}

    /**
     * Samples that were refused together.
     *
     * @param reason such as {@code source-limit}
     * @param example the first of them
     */
    record RejectedView(Instant at, String source, String reason, int samples, String example) {}

    @Operation(
            summary = "The series of which samples have come lately, and what was refused",
            description = "match takes matchers as Alertmanager writes them, such as {__name__=~\"kaldrix_.*\"}.")
    @GetMapping("/api/v1/series")
    View series(@RequestParam(defaultValue = "") String match, @RequestParam(defaultValue = "100") int limit) {
        List<FieldError> errors = new ArrayList<>();
        if (limit < 0 || limit > MOST) {
            errors.add(new FieldError("limit", "must be from 0 to " + MOST));
        }
        Matchers matchers = Matchers.any();
        try {
            matchers = match.isBlank() ? Matchers.any() : Matchers.parse(match);
        } catch (IllegalArgumentException e) {
            errors.add(new FieldError("match", String.valueOf(e.getMessage())));
        }
        if (!errors.isEmpty()) {
            throw new InvalidRequestException(errors);
        }
        return view(matchers, limit);
    }

    private View view(Matchers matchers, int limit) {
        List<Map<String, String>> found = new ArrayList<>();
        registry.forEach(one -> {
            if (found.size() <= limit) {
                LabelSet labels = one.labels().decode();
                if (matches(matchers, labels)) {
                    Map<String, String> shown = new TreeMap<>();
                    labels.forEach(shown::put);
                    found.add(shown);
                }
            }
        });
        boolean truncated = found.size() > limit;
        List<RejectedView> rejected = intake.recent().newest().stream()
                .map(one ->
                        new RejectedView(one.at(), one.source(), one.reason().word(), one.samples(), one.example()))
                .toList();
        return new View(
                registry.size(),
                intake.rules().limits().total(),
                registry.bySource(),
                truncated ? found.subList(0, limit) : found,
                truncated,
                rejected);
    }

    private static boolean matches(Matchers matchers, LabelSet labels) {
        for (Matcher matcher : matchers.all()) {
            if (!matcher.matchesValue(labels.get(matcher.name()))) {
                return false;
            }
        }
        return true;
    }
}
