package com.kaldrix.monitoring.alert.intake.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.intake.IncomingAlert;
import com.kaldrix.monitoring.alert.intake.prometheus.PostedAlerts.Batch;
import com.kaldrix.monitoring.alert.intake.prometheus.PostedAlerts.FieldError;
import com.kaldrix.monitoring.alert.intake.prometheus.PostedAlerts.Malformed;
import com.kaldrix.monitoring.alert.intake.prometheus.PrometheusAlerts.Names;
import com.kaldrix.monitoring.common.label.Labels;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusAlertsTest {
    private final PrometheusAlerts alerts = new PrometheusAlerts(Names.UTF8, 1 << 20);

    private Batch batch(String body) {
        PostedAlerts posted = alerts.read(body);
        assertThat(posted).isInstanceOf(Batch.class);
        return (Batch) posted;
    }

    @Test
    void readsWhatPrometheusSends() {
        Batch batch = batch("""
                [{"annotations":{"summary":"Node 7 is down","empty":""},"endsAt":"2026-03-02T09:19:00.123Z",
                  "startsAt":"2026-03-02T11:15:00.123+02:00","generatorURL":"http://prometheus:9090/graph?g0.expr=up",
                  "labels":{"alertname":"NodeDown","severity":"critical","instance":"node-7:9100","gone":"","null":null}}]""");

        assertThat(batch.errors()).isEmpty();
        assertThat(batch.alerts())
                .containsExactly(new IncomingAlert(
                        "prometheus",
                        Labels.of("alertname", "NodeDown", "severity", "critical", "instance", "node-7:9100"),
                        Map.of("summary", "Node 7 is down"),
                        Instant.parse("2026-03-02T09:15:00.123Z"),
                        Instant.parse("2026-03-02T09:19:00.123Z"),
                        "http://prometheus:9090/graph?g0.expr=up"));
        assertThat(batch.alerts().getFirst().untilResolved()).isFalse();
        assertThat(batch.alerts().getFirst().asOf()).isNull();
    }

    @Test
    void theZeroTimeAndAMissingTimeAreNone() {
        Batch batch = batch("""
                [{"labels":{"a":"b"},"startsAt":"0001-01-01T00:00:00Z","endsAt":"0001-01-01T00:00:00.000Z"},
                 {"labels":{"a":"c"}}, {"labels":{"a":"d"},"startsAt":null,"endsAt":""}]""");

        assertThat(batch.alerts()).hasSize(3).allSatisfy(alert -> {
            assertThat(alert.startsAt()).isNull();
            assertThat(alert.endsAt()).isNull();
            assertThat(alert.link()).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7                                             |                | is no object",
                "{}                                            | labels         | has no label with a value",
                "{\"labels\":{}}                               | labels         | has no label with a value",
                "{\"labels\":{\"a\":\"\"}}                     | labels         | has no label with a value",
                "{\"labels\":[]}                               | labels         | is no object",
                "{\"labels\":{\"a\":1}}                        | labels.a       | is no text",
                "{\"labels\":{\"\":\"x\"}}                     | labels.        | is no valid name",
                "{\"labels\":{\"a\":\"\\ud800\"}}              | labels.a       | is no valid Unicode text",
                "{\"labels\":{\"a\":\"\\u0000\"}}              | labels.a       | is no valid Unicode text",
                "{\"labels\":{\"a\":\"b\"},\"annotations\":{\"x\":{}}} | annotations.x | is no text",
                "{\"labels\":{\"a\":\"b\"},\"startsAt\":\"now\"} | startsAt     | is no RFC 3339 time",
                "{\"labels\":{\"a\":\"b\"},\"endsAt\":17}      | endsAt         | is no text",
                "{\"labels\":{\"a\":\"b\"},\"endsAt\":\"+12026-01-01T00:00:00Z\"} | endsAt | is not within the years 1 to 9999",
                "{\"labels\":{\"a\":\"b\"},\"generatorURL\":{}} | generatorURL  | is no text",
                "{\"labels\":{\"a\":\"b\"},\"startsAt\":\"2026-01-02T00:00:00Z\",\"endsAt\":\"2026-01-01T00:00:00Z\"} | endsAt | lies before startsAt",
            })
    void anInvalidAlertIsNamedAndCostsNoOtherItsAcceptance(String alert, String field, String problem) {
        Batch batch = batch("[{\"labels\":{\"a\":\"first\"}}," + alert + ",{\"labels\":{\"a\":\"last\"}}]");

        assertThat(batch.alerts()).extracting(each -> each.labels().get("a")).containsExactly("first", "last");
        assertThat(batch.errors()).containsExactly(new FieldError(1, field == null ? "" : field, problem));
    }

    @Test
    void everyErrorOfAnAlertIsTold() {
        assertThat(batch("[{\"labels\":{\"a\":1,\"b\":2},\"startsAt\":\"x\"}]").errors())
                .extracting(FieldError::field)
                .containsExactly("labels.a", "labels.b", "startsAt");
    }

    @Test
    void namesAreUnicodeUnlessToldOtherwise() {
        String body = "[{\"labels\":{\"größe\":\"1\",\"a.b\":\"2\"}}]";

        assertThat(batch(body).alerts()).hasSize(1);
        assertThat(new PrometheusAlerts(Names.CLASSIC, 1 << 20).read(body))
                .isInstanceOfSatisfying(Batch.class, batch -> {
                    assertThat(batch.alerts()).isEmpty();
                    assertThat(batch.errors())
                            .extracting(FieldError::field)
                            .containsExactly("labels.größe", "labels.a.b");
                });
    }

    @Test
    void hostileBodiesAreMalformed() {
        assertThat(alerts.read("[".repeat(200_000))).isInstanceOf(Malformed.class);
        assertThat(alerts.read("[" + " ".repeat(1 << 20) + "]")).isInstanceOf(Malformed.class);
        assertThat(alerts.read("[" + "{},".repeat(200_000) + "{}]")).isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "null", "[", "[{}] x", "\"a\""})
    void whatIsNoListIsMalformed(String body) {
        assertThat(alerts.read(body)).isInstanceOf(Malformed.class);
    }
}
