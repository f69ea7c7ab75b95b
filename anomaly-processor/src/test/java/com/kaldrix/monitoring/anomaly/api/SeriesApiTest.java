package com.kaldrix.monitoring.anomaly.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.anomaly.journal.Entry;
import com.kaldrix.monitoring.anomaly.roster.Roster;
import com.kaldrix.monitoring.anomaly.stream.Batches;
import com.kaldrix.monitoring.anomaly.stream.Findings;
import com.kaldrix.monitoring.anomaly.stream.ShardSeries;
import com.kaldrix.monitoring.anomaly.stream.Watch;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Series as shards keep them at their checkpoints. */
class SeriesApiTest extends ApiTest {
    private final Watch.Maker watches;
    private final Roster roster;

    @Autowired
    SeriesApiTest(Watch.Maker watches, Roster roster) {
        this.watches = watches;
        this.roster = roster;
    }

    @BeforeEach
    void stream() {
        ShardSeries series = new ShardSeries(watches);
        for (int i = 0; i < 110; i++) {
            String batch = Batches.of("g-0", START.plusSeconds(10L * i))
                    .gauge("kaldrix_node_peers", 40 + i % 3)
                    .gauge("kaldrix_node_height", i)
                    .gauge("node_load1", 1)
                    .text();
            series.apply(new Entry(i + 1, Entry.Kind.BATCH, batch.getBytes(StandardCharsets.UTF_8)), Findings.NOWHERE);
        }
        for (int slice = 0; slice < ShardSeries.SLICES; slice++) {
            roster.keep(3, series.look(slice), START.plusSeconds(1100));
        }
    }

    private List<String> metrics(String uri) {
        return body(get(VIEWER, uri))
                .path("items")
                .valueStream()
                .map(one -> one.at("/labels/__name__").stringValue())
                .toList();
    }

    @Test
    void isFoundByMetricRegionAndLabelsInPages() {
        String root = "/api/v1/series";
        assertThat(metrics(root)).containsExactly("kaldrix_node_height", "kaldrix_node_peers", "node_load1");
        assertThat(metrics(root + "?metric=kaldrix_node_*")).hasSize(2);
        assertThat(metrics(root + "?metric=node_load1&region=eu-west-1")).hasSize(1);
        assertThat(metrics(root + "?region=us-east-1")).isEmpty();
        assertThat(metrics(root + "?component=network")).isEmpty();
        assertThat(metrics(root + "?labels=%7Bregion%3D%22eu-west-1%22%2C__name__%3D%22node_load1%22%7D"))
                .containsExactly("node_load1");
        JsonNode first = body(get(VIEWER, root + "?limit=2"));
        assertThat(metrics(root + "?limit=2&cursor=" + first.path("next").stringValue()))
                .containsExactly("node_load1");
    }

    @Test
    void tellsHowItStandsAndHowItIsJudged() {
        JsonNode listed =
                body(get(VIEWER, "/api/v1/series?metric=kaldrix_node_peers")).at("/items/0");
        assertThat(listed.path("tier").stringValue()).isEqualTo("cheap");
        assertThat(listed.path("learning").intValue()).isBetween(40, 60);
        assertThat(listed.path("value").doubleValue()).isBetween(40.0, 42.0);
        assertThat(listed.path("expectedLow").doubleValue()).isEqualTo(40);
        assertThat(listed.path("expectedHigh").doubleValue()).isEqualTo(42);
        assertThat(listed.path("asOf").stringValue()).isEqualTo("2026-03-01T12:18:20Z");

        String one = "/api/v1/series/" + listed.path("id").stringValue();
        JsonNode shown = body(get(VIEWER, one));
        assertThat(shown.path("series")).isEqualTo(listed);
        assertThat(shown.at("/judging/sensitivity").stringValue()).isEqualTo("medium");
        var plot = get(VIEWER, one + "/plot.svg");
        assertThat(plot).hasStatusOk().hasContentTypeCompatibleWith("image/svg+xml");
        assertThat(plot).bodyText().contains("kaldrix_node_peers", "<path").doesNotContain("NaN");
        assertThat(get(VIEWER, "/api/v1/series/0198c1f2-7b5e-7d10-9c3a-2f8d6a1b4c5e/plot.svg"))
                .hasStatus(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            labels=%7Ba%3D~%22b%22%7D | labels
            labels=%7Ba               | labels
            limit=0                   | limit
            cursor=x                  | cursor
            colour=red                | colour
            """)
    void refusesWhatIsWrongAndNamesIt(String query, String field) {
        var answer = get(VIEWER, "/api/v1/series?" + query);
        assertThat(answer).hasStatus(400);
        assertThat(body(answer)
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("field").asString("")))
                .contains(field);
    }

    @Test
    void hasAPageForEverybodyThatKnowsNothingWithoutAToken() {
        for (String page : List.of("/series", "/series/0198c1f2-7b5e-7d10-9c3a-2f8d6a1b4c5e", "/ui/series.js")) {
            assertThat(mvc.get().uri(page)).as(page).hasStatusOk();
        }
        assertThat(mvc.get().uri("/series"))
                .headers()
                .hasHeaderSatisfying(
                        "Content-Security-Policy",
                        values -> assertThat(values.getFirst()).contains("default-src 'none'"));
        assertThat(mvc.get().uri("/api/v1/series")).hasStatus(401);
    }
}
