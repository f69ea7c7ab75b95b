package com.kaldrix.monitoring.alert.intake.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.intake.prometheus.PostedAlerts.Batch;
import com.kaldrix.monitoring.alert.intake.prometheus.PrometheusAlerts.Names;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is posted, every alert of a list is either taken or told what is wrong with it. */
class PrometheusAlertsFuzzTest {
    private final PrometheusAlerts alerts = new PrometheusAlerts(Names.UTF8, 1 << 20);

    @Property(tries = 500)
    void anyText(@ForAll String text, @ForAll boolean list) {
        assertThat(alerts.read(list ? "[" + text + "]" : text)).isNotNull();
    }

    @Property(tries = 1_000)
    void anyListOfAlertsWithOddFields(@ForAll("entries") List<String> entries) {
        assertThat(alerts.read("[" + String.join(",", entries) + "]"))
                .isInstanceOfSatisfying(
                        Batch.class,
                        batch -> assertThat(batch.alerts().size()
                                        + batch.errors().stream()
                                                .map(PostedAlerts.FieldError::index)
                                                .distinct()
                                                .count())
                                .isEqualTo(entries.size()));
    }

    @Provide
    Arbitrary<List<String>> entries() {
        Arbitrary<String> values = Arbitraries.of(
                "null",
                "1",
                "\"\"",
                "\"x\"",
                "\"\\u0000\"",
                "[]",
                "{}",
                "{\"a\":\"b\"}",
                "{\"a\":7}",
                "{\"\":\"b\"}",
                "\"2026-03-02T09:00:00Z\"",
                "\"2025-03-02T09:00:00-07:30\"",
                "\"0001-01-01T00:00:00Z\"");
        Arbitrary<String> fields =
                Arbitraries.of("labels", "annotations", "startsAt", "endsAt", "generatorURL", "later");
        return Arbitraries.maps(fields, values)
                .map(map -> map.entrySet().stream()
                        .map(field -> "\"" + field.getKey() + "\":" + field.getValue())
                        .collect(java.util.stream.Collectors.joining(",", "{", "}")))
                .list()
                .ofMaxSize(5);
    }
}
