package com.kaldrix.monitoring.compliance.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is not collected is shown as such, since when, and why. */
class CollectionApiTest extends ApiTest {
    private static final String PATH = "/api/v1/collection";

    private void state(String source, @Nullable Instant collected, @Nullable String reason) {
        jdbc.sql(
                        "insert into pull (account, region, source, wanted_since, next_at, collected_at, failing_since, reason, words)"
                                + " values ('123456789012', 'eu-west-1', :source, :wanted, :next, :collected, :failing, :reason, 'why')")
                .param("source", source)
                .param("wanted", Timestamp.from(START.minus(Duration.ofDays(9))))
                .param("next", Timestamp.from(START))
                .param("collected", collected == null ? null : Timestamp.from(collected), Types.TIMESTAMP)
                .param("failing", reason == null ? null : Timestamp.from(START), Types.TIMESTAMP)
                .param("reason", reason)
                .update();
    }

    private JsonNode item(String query) {
        return body(get(VIEWER, PATH + query)).at("/items/0");
    }

    @Test
    void eachSourceSaysHowFarItIsKnown() {
        Instant before = START.minus(Duration.ofHours(2));
        state("config", before, null);
        state("guardduty", before, "REFUSED");
        state("macie", null, "NOT_ENABLED");
        state("inspector", null, null);

        assertThat(item("?source=config").path("state").stringValue()).isEqualTo("collected");
        assertThat(item("?source=config").has("notCollectedSince")).isFalse();
        JsonNode refused = item("?source=guardduty");
        assertThat(refused.path("state").stringValue()).isEqualTo("not_collected");
        assertThat(refused.path("notCollectedSince").stringValue()).isEqualTo(before.toString());
        assertThat(refused.path("reason").stringValue()).isEqualTo("refused");
        assertThat(refused.path("problem").stringValue()).isEqualTo("why");
        assertThat(item("?source=macie").path("notCollectedSince").stringValue())
                .as("never, since it is wanted")
                .isEqualTo(START.minus(Duration.ofDays(9)).toString());
        assertThat(item("?source=inspector").path("state").stringValue()).isEqualTo("waiting");
        assertThat(body(get(VIEWER, PATH + "?state=not_collected")).path("items"))
                .hasSize(2);
        assertThat(get(VIEWER, PATH + "?state=lost")).hasStatus(400);
        assertThat(get("", PATH)).hasStatus(401);
    }

    @Test
    void theListComesInPages() {
        state("config", START, null);
        state("guardduty", START, null);
        state("macie", START, null);
        JsonNode first = body(get(VIEWER, PATH + "?limit=2"));
        assertThat(first.path("items")).hasSize(2);
        JsonNode second =
                body(get(VIEWER, PATH + "?limit=2&cursor=" + first.path("next").stringValue()));
        assertThat(second.at("/items/0/source").stringValue()).isEqualTo("macie");
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void controlsComeInPagesToo() {
        for (String control : new String[] {"IAM.1", "IAM.4", "S3.8"}) {
            jdbc.sql("insert into control_enablement values"
                            + " ('123456789012', 'eu-west-1', 'arn:s', :control, 'READY', :on, '', :at)")
                    .param("control", control)
                    .param("on", !control.equals("S3.8"))
                    .param("at", Timestamp.from(START))
                    .update();
        }
        JsonNode first = body(get(VIEWER, PATH + "/controls?limit=2"));
        JsonNode second = body(get(
                VIEWER, PATH + "/controls?limit=2&cursor=" + first.path("next").stringValue()));
        assertThat(second.path("items")).hasSize(1);
        assertThat(second.at("/items/0/control").stringValue()).isEqualTo("S3.8");
        assertThat(body(get(VIEWER, PATH + "/controls?enabled=false")).path("items"))
                .hasSize(1);
        assertThat(body(get(VIEWER, PATH + "/controls?control=IAM.4")).path("items"))
                .hasSize(1);
    }
}
