package com.kaldrix.monitoring.bench.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.local.sink.Sinks;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The reckoning sees what is lost and what is told twice: one that saw neither would pass every service. */
class ReckoningTest {
    private static final Instant NOW = Instant.parse("2026-03-02T03:00:00Z");
    private static final String INCIDENT = "01920000-0000-7000-8000-000000000001";
    private static final String OTHER = "01920000-0000-7000-8000-000000000002";
    private static final Alarm ALARM = new Alarm("a1", "g1", "us-east-1", Alarm.Form.SIGNAL, "P1");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Ledger ledger = new Ledger();
    private Sinks sinks;
    private Reckoning reckoning;

    @BeforeEach
    void start() throws IOException {
        sinks = Sinks.start(0, 0);
        reckoning = new Reckoning(ledger, sinks);
        ledger.published(List.of(ALARM), NOW);
    }

    @AfterEach
    void end() throws IOException {
        sinks.close();
        http.close();
    }

    @Test
    void cleanWhenEverybodyWasToldOnce() throws Exception {
        tellAll();

        assertThat(reckoning.verdict().lost()).isEmpty();
        assertThat(reckoning.verdict().duplicates()).isEmpty();
        assertThat(reckoning.complete()).isTrue();
    }

    @Test
    void anAlertThatNobodyWasToldOfIsLost() throws Exception {
        tellAll();
        ledger.published(List.of(new Alarm("a2", "g1", "us-east-1", Alarm.Form.SIGNAL, "P1")), NOW);

        assertThat(reckoning.verdict().lost()).singleElement().asString().contains("a2");
    }

    @Test
    void aChannelThatWasNotToldIsMissed() throws Exception {
        webhook(INCIDENT, "d1", "OPENED");
        pagerDuty(INCIDENT, "trigger");
        slack(INCIDENT, "[P1] a1", "");

        assertThat(reckoning.verdict().lost())
                .singleElement()
                .asString()
                .contains("g1")
                .contains("smtp");
    }

    @Test
    void anEndThatWasNotToldIsMissed() throws Exception {
        tellAll();
        ledger.ended("g1");

        assertThat(reckoning.verdict().lost()).singleElement().asString().contains("the end of group g1");
    }

    @Test
    void theSameDeliveryAgainIsNoSecondMessage() throws Exception {
        tellAll();
        webhook(INCIDENT, "d1", "OPENED");
        pagerDuty(INCIDENT, "trigger");

        assertThat(reckoning.verdict().duplicates()).isEmpty();
    }

    @Test
    void anotherDeliveryThatSaysTheSameIs() throws Exception {
        tellAll();
        webhook(INCIDENT, "d2", "OPENED");

        assertThat(reckoning.verdict().duplicates()).singleElement().asString().contains("webhook");
    }

    @Test
    void twoIncidentsOfOneGroupArePagedTwice() throws Exception {
        tellAll();
        webhook(OTHER, "d2", "OPENED");

        assertThat(reckoning.verdict().duplicates()).singleElement().asString().contains("2 incidents");
    }

    @Test
    void pagerDutyRaisedAgainAfterTheEndIsPagedTwice() throws Exception {
        tellAll();
        pagerDuty(INCIDENT, "resolve");
        pagerDuty(INCIDENT, "trigger");

        assertThat(reckoning.verdict().duplicates())
                .singleElement()
                .asString()
                .contains("PagerDuty was raised 2 times");
    }

    @Test
    void slackMayRepeatOnlyWhatSaysSo() throws Exception {
        tellAll();
        slack(INCIDENT, "[P1] a1", "Possible repeat: an earlier attempt to send this may have arrived.");
        assertThat(reckoning.verdict().duplicates()).isEmpty();
        assertThat(reckoning.verdict().marked()).isEqualTo(1);

        slack(INCIDENT, "[P1] a1", "");
        assertThat(reckoning.verdict().duplicates()).singleElement().asString().contains("slack");
    }

    private void tellAll() throws Exception {
        webhook(INCIDENT, "d1", "OPENED");
        pagerDuty(INCIDENT, "trigger");
        slack(INCIDENT, "[P1] a1", "");
        mail(INCIDENT, "[P1] a1");
    }

    private void webhook(String incident, String delivery, String kind) throws Exception {
        post("/webhook/load", """
                {"status":"firing","groupLabels":{"group":"g1"},
                 "alerts":[{"status":"firing","fingerprint":"01","labels":{"alertname":"a1"}}],
                 "kaldrix":{"delivery":"%s","kind":"%s","incident":"%s","notes":[]}}
                """.formatted(delivery, kind, incident));
    }

    private void pagerDuty(String incident, String action) throws Exception {
        post("/pagerduty/v2/enqueue", """
                {"routing_key":"local0kaldrix0load0integration00","event_action":"%s","dedup_key":"kaldrix/%s",
                 "payload":{"summary":"a1","source":"test","severity":"error"}}
                """.formatted(action, incident));
    }

    private void slack(String incident, String headline, String note) throws Exception {
        post("/slack/services/T0/B0/load", """
                {"text":"%s\\n%s\\nhttp://localhost/incidents/%s"}
                """.formatted(headline, note, incident));
    }

    private void post(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(sinks.url() + path))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isBetween(200, 202);
    }

    private void mail(String incident, String headline) throws Exception {
        var session = Session.getInstance(new Properties());
        session.getProperties().put("mail.smtp.host", "127.0.0.1");
        session.getProperties().put("mail.smtp.port", Integer.toString(sinks.smtpPort()));
        var message = new MimeMessage(session);
        message.setFrom("kaldrix@kaldrix.example");
        message.setRecipients(RecipientType.TO, "load@kaldrix.example");
        message.setSubject(headline);
        message.setHeader("X-Kaldrix-Delivery", UUID.randomUUID().toString());
        message.setText(headline + "\n\nIncident: http://localhost/incidents/" + incident + "\n");
        Transport.send(message);
    }
}
