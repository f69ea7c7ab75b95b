package com.kaldrix.monitoring.bench.buttons;

import com.kaldrix.monitoring.local.sink.Callbacks;
import com.kaldrix.monitoring.local.stack.KaldrixStack;
import com.kaldrix.monitoring.local.stack.ServiceDefinition;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Presses buttons, one after the other, and looks when each has had its effect. */
final class Presses implements AutoCloseable {
    static final String WHO = "U0ADA";
    static final String SECRET = "slack-signing-secret";

    private static final Duration WITHIN = Duration.ofSeconds(60);
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(1);

    private final KaldrixStack stack;
    private final Clock clock;
    private final URI service;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Connection database;

    Presses(KaldrixStack stack, Clock clock) throws IOException {
        this.stack = stack;
        this.clock = clock;
        this.service = stack.url(ServiceDefinition.ALERT_PROCESSOR.label());
        try {
            database = DriverManager.getConnection(
                    stack.postgres().jdbcUrl("alerts"),
                    stack.postgres().username(),
                    stack.postgres().password());
        } catch (SQLException e) {
            throw new IOException("the database cannot be looked at: " + e.getMessage(), e);
        }
    }

    /** How long each of so many took, after others that do not count; the shortest first. */
    List<Duration> measure(int warmUp, int buttons) throws IOException, InterruptedException {
        fire(warmUp + buttons);
        List<UUID> incidents = told(warmUp + buttons);
        Callbacks slack = new Callbacks(service);
        URI answers = URI.create(stack.sinks().url() + "/webhook/answers");
        List<Duration> took = new ArrayList<>();
        for (UUID incident : incidents) {
            String press = Callbacks.pressed(WHO, "kaldrix_acknowledge", incident.toString(), answers);
            long from = System.nanoTime();
            int status = slack.slack(press, SECRET, clock.instant());
            if (status != 200) {
                throw new IOException("a button was answered with " + status);
            }
            took.add(acknowledged(incident, from));
        }
        return took.subList(warmUp, took.size()).stream().sorted().toList();
    }

    private void fire(int alerts) throws IOException, InterruptedException {
        String body = IntStream.range(0, alerts)
                .mapToObj(number -> "{\"labels\":{\"alertname\":\"Outage" + number
                        + "\",\"severity\":\"P1\",\"region\":\"us-east-1\"}}")
                .collect(Collectors.joining(",", "[", "]"));
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(service + "/api/v2/alerts"))
                        .header("Authorization", "Bearer " + stack.token().value())
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("the alerts were answered with " + answer.statusCode() + ": " + answer.body());
        }
    }

    /** The incidents, once Slack has been told of each. */
    private List<UUID> told(int count) throws IOException, InterruptedException {
        long until = System.nanoTime() + WITHIN.toNanos();
        while (true) {
            List<UUID> incidents = new ArrayList<>();
            try (PreparedStatement select = database.prepareStatement("""
                            select i.id from incident i where i.state = 'open'
                            and exists (select 1 from delivery d where d.incident_id = i.id and d.state = 'delivered') order by i.id
                            """);
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    incidents.add(rows.getObject(1, UUID.class));
                }
            } catch (SQLException e) {
                throw new IOException(e);
            }
            if (incidents.size() >= count) {
                return incidents;
            }
            if (System.nanoTime() > until) {
                throw new IOException(
                        "Slack was told of " + incidents.size() + " of " + count + " incidents within " + WITHIN);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** Since that moment, until another connection sees it. */
    private Duration acknowledged(UUID incident, long from) throws IOException, InterruptedException {
        try (PreparedStatement select =
                database.prepareStatement("select 1 from incident where id = ? and state = 'acknowledged'")) {
            select.setObject(1, incident);
            while (System.nanoTime() - from < WITHIN.toNanos()) {
                try (ResultSet rows = select.executeQuery()) {
                    if (rows.next()) {
                        return Duration.ofNanos(System.nanoTime() - from);
                    }
                }
                TimeUnit.NANOSECONDS.sleep(LOOK);
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
        throw new IOException("a button had no effect within " + WITHIN);
    }

    @Override
    public void close() {
        http.close();
        try {
            database.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
