package com.kaldrix.monitoring.compliance.score;

import com.kaldrix.monitoring.common.metrics.Sampled;
import com.kaldrix.monitoring.compliance.framework.Catalogue;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** Scores and coverage for Prometheus: of each standard, in all regions together and in each. A region has its gauges once something is known of it. */
@Component
class ScoreMetrics {
    private static final String ALL = "all";
    private static final double WHOLE = 100;

    private final Scores scores;
    private final MeterRegistry meters;
    private final Sampled<Map<Place, StandardScore>> sample;
    private final Set<Place> registered = ConcurrentHashMap.newKeySet();

    ScoreMetrics(Scores scores, Catalogue catalogue, MeterRegistry meters) {
        this.scores = scores;
        this.meters = meters;
        this.sample = new Sampled<>("scores", this::look);
        catalogue.frameworks().forEach(framework -> register(new Place(framework.id(), ALL)));
    }

    private record Place(String framework, String region) {}

    private Map<Place, StandardScore> look() {
        Map<Place, StandardScore> found = new HashMap<>();
        for (StandardScore score : scores.now().scores()) {
            Cut cut = score.part().cut();
            if (cut == Cut.ALL || cut == Cut.REGION) {
                Place place = new Place(
                        score.framework(), cut == Cut.ALL ? ALL : score.part().name());
                found.put(place, score);
                register(place);
            }
        }
        return found;
    }

    private void register(Place place) {
        if (!registered.add(place)) {
            return;
        }
        gauge(
                place,
                "kaldrix_compliance_score",
                "Our own score, 0 to 100, of what is known",
                score -> score.own().percent().orElse(-1));
        gauge(
                place,
                "kaldrix_compliance_security_hub_score",
                "Security Hub's score, 0 to 100",
                score -> score.securityHub().orElse(-1));
        gauge(
                place,
                "kaldrix_compliance_coverage_ratio",
                "Of how many of the requirements something is known",
                score -> score.own().coverage().percent() / WHOLE);
    }

    /** Not a number where nothing is known. */
    private void gauge(Place place, String name, String description, ToDoubleFunction<StandardScore> value) {
        Gauge.builder(
                        name,
                        sample,
                        one -> one.get(found -> {
                            StandardScore score = found.get(place);
                            double number = score == null ? -1 : value.applyAsDouble(score);
                            return number < 0 ? Double.NaN : number;
                        }))
                .description(description)
                .tag("standard", place.framework())
                .tag("region", place.region())
                .strongReference(true)
                .register(meters);
    }
}
