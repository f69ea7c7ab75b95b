package com.kaldrix.monitoring.alert.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class PrometheusApiTest extends ApiTest {
    @Test
    void keepsWhatIsPostedAndAnswersWithoutABody() {
        MvcTestResult result = post(INGEST, "/api/v2/alerts", """
                [{"labels":{"alertname":"HighErrorRate","region":"eu-west-1","severity":"P1"},
                  "annotations":{"summary":"5 % of requests fail"},
                  "startsAt":"2026-03-01T11:59:00Z","generatorURL":"http://prometheus/graph"}]
                """);

        assertThat(result).hasStatus(200);
        assertThat(result.getResponse().getContentAsByteArray()).isEmpty();
        assertThat(jdbc.sql("select labels ->> 'alertname' from alert")
                        .query(String.class)
                        .single())
                .isEqualTo("HighErrorRate");
        assertThat(jdbc.sql("select count(*) from incident").query(Long.class).single())
                .isOne();
    }

    @Test
    void keepsTheValidOnesOfABatchAndNamesTheOthersAsAlertmanagerDoes() {
        MvcTestResult result = post(INGEST, "/api/v2/alerts", """
                [{"labels":{"alertname":"Good"}}, {"labels":{"alertname":""}}, {"labels":{"a":"b"},"startsAt":"yesterday"}]
                """);

        assertThat(result).hasStatus(400).hasContentType("application/json");
        assertThat(body(result).isString()).isTrue();
        assertThat(body(result).stringValue())
                .isEqualTo("alert 1: labels has no label with a value; alert 2: startsAt is no RFC 3339 time");
        assertThat(jdbc.sql("select labels ->> 'alertname' from alert")
                        .query(String.class)
                        .list())
                .containsExactly("Good");
    }

    @Test
    void refusesWhatIsNoListOfAlerts() {
        for (String body : new String[] {"{}", "[", "nonsense", "null", "\"\""}) {
            MvcTestResult result = post(INGEST, "/api/v2/alerts", body);
            assertThat(result).as(body).hasStatus(400);
            assertThat(body(result).get("code").intValue()).isEqualTo(400);
            assertThat(body(result).get("message").stringValue()).startsWith("parsing alerts body from");
        }
        assertThat(jdbc.sql("select count(*) from alert").query(Long.class).single())
                .isZero();
    }

    @Test
    void takesNothingFromThoseWhoMayOnlyRead() {
        assertThat(post(VIEWER, "/api/v2/alerts", "[]")).hasStatus(403);
    }
}
