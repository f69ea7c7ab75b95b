package com.kaldrix.monitoring.alert.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.incident.Incident.State;
import com.kaldrix.monitoring.local.sink.SinkName;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A mail has an address by which its reader acknowledges; a scanner that opens it does not. */
class AcknowledgeByMailStoryTest {
    private static final String ROUTES = """
            route: {receiver: on-call, group_by: [region], group_wait: 0s, group_interval: 1m, repeat_interval: 30h}
            receivers:
              - name: on-call
                email_configs:
                  - {to: ada@example.org, from: kaldrix@example.org, smarthost: '${smtp}', require_tls: false, send_resolved: true}
              - name: hook
                webhook_configs: [{url: '${webhook}/hook'}]
            """;
    private static final String RULES = """
            people: [{id: ada, email: ada@example.org, contacts: [{receiver: hook}]}]
            """;
    private static final Pattern LINK = Pattern.compile("Acknowledge: (http\\S+)");

    private final HttpClient http = HttpClient.newHttpClient();

    private static Story begin() {
        return Story.begin(ROUTES, RULES).fire("alertname", "Outage", "region", "eu-west-1");
    }

    private static URI link(Story story) {
        Matcher found = LINK.matcher(story.pages(SinkName.SMTP)
                .getFirst()
                .receipt()
                .body()
                .path("text")
                .asString(""));
        assertThat(found.find()).isTrue();
        URI address = URI.create(found.group(1));
        return URI.create(story.service() + address.getRawPath() + "?" + address.getRawQuery());
    }

    private HttpResponse<String> open(URI uri) throws Exception {
        return http.send(
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> press(URI uri) throws Exception {
        return http.send(
                HttpRequest.newBuilder(uri)
                        .timeout(Duration.ofSeconds(10))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void toOpenItChangesNothingAndItsButtonAcknowledges() throws Exception {
        Story story = begin();
        URI link = link(story);

        HttpResponse<String> page = open(link);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<form method=\"post\">").contains("Outage (eu-west-1)");
        assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(story.incident().state()).isEqualTo(State.OPEN);

        assertThat(press(link).body()).contains("Acknowledged").contains("By ada.");
        assertThat(story.incident().acknowledgedBy()).isEqualTo("ada");
        assertThat(press(link).body()).contains("It is acknowledged already").contains("By ada.");
        UUID id = story.incident().id();
        story.desk().resolve(id, "ben");
        assertThat(press(link).body()).contains("It is over already");
        assertThat(open(link).body()).doesNotContain("<form");
    }

    @Test
    void alteredForAnotherIncidentOrTooOldItOpensNothing() throws Exception {
        Story story = begin();
        String link = link(story).toString();
        String id = story.incident().id().toString();

        assertThat(press(URI.create(link.replace("ada%40", "eve%40"))).statusCode())
                .isEqualTo(404);
        assertThat(press(URI.create(link.replace(id, UUID.randomUUID().toString())))
                        .statusCode())
                .isEqualTo(404);
        assertThat(press(URI.create(link.replace("until=", "until=9"))).statusCode())
                .isEqualTo(404);
        assertThat(press(URI.create(link.replaceAll("&key=.*", "&key=x"))).statusCode())
                .isEqualTo(404);
        assertThat(press(URI.create(link.replaceAll("&key=.*", ""))).statusCode())
                .isEqualTo(400);
        story.at("24h");
        assertThat(press(URI.create(link)).statusCode()).isEqualTo(410);
        assertThat(story.incident().state()).isEqualTo(State.OPEN);
    }
}
