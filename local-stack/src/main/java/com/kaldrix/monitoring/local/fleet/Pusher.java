package com.kaldrix.monitoring.local.fleet;

import com.kaldrix.monitoring.local.fleet.SimulatedNode.Page;
import com.kaldrix.monitoring.local.fleet.SimulatedNode.Telling;
import com.kaldrix.monitoring.local.remotewrite.Version;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes what a node says to the gateway of its region. What is not taken is not sent again: the node's next push says more
 * than the lost one. For one node and one thread.
 */
final class Pusher {
    private static final Logger LOG = LoggerFactory.getLogger(Pusher.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http;
    private final URI gateway;
    private final String token;
    private final Clock clock;
    private String trouble = "";

    /**
     * @param gateway its address, without a slash at the end
     * @param token bearer token with the role to push
     */
    Pusher(HttpClient http, URI gateway, String token, Clock clock) {
        this.http = http;
        this.gateway = gateway;
        this.token = token;
        this.clock = clock;
    }

    /** Pushes both pages; a node whose process is dead, or whose exporter is broken, pushes nothing. */
    void push(SimulatedNode node) throws InterruptedException {
        for (Page page : Page.values()) {
            Telling telling = node.tell(page, clock.instant());
            if (telling.faults().contains(FaultKind.NODE_CRASH)
                    || telling.faults().contains(FaultKind.EXPORTER_GARBAGE)) {
                return;
            }
            String job = page == Page.APPLICATION ? "kaldrix-app" : "kaldrix-blockchain";
            HttpRequest request =
                    switch (node.spec().delivery()) {
                        case REMOTE_WRITE_1 -> remoteWrite(Version.V1, job, node, telling);
                        case REMOTE_WRITE_2 -> remoteWrite(Version.V2, job, node, telling);
                        case OTLP ->
                            post("/v1/metrics")
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString(
                                            OtlpBody.of(job, node.spec().name(), telling)))
                                    .build();
                        case SCRAPE ->
                            throw new IllegalArgumentException(node.spec().name() + " does not push");
                    };
            send(request, node);
        }
    }

    private HttpRequest remoteWrite(Version version, String job, SimulatedNode node, Telling telling) {
        return post("/api/v1/write")
                .header("Content-Type", version.contentType())
                .header("Content-Encoding", "snappy")
                .header("X-Prometheus-Remote-Write-Version", version.header())
                .POST(BodyPublishers.ofByteArray(
                        RemoteWriteBody.of(version, job, node.spec().name(), telling)))
                .build();
    }

    private HttpRequest.Builder post(String path) {
        return HttpRequest.newBuilder(URI.create(gateway + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("User-Agent", "kaldrix-node");
    }

    private void send(HttpRequest request, SimulatedNode node) throws InterruptedException {
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() / 100 == 2) {
                trouble = "";
            } else {
                tell(node, "status " + answer.statusCode(), answer.body());
            }
        } catch (IOException noAnswer) {
            tell(node, "no answer", noAnswer.toString());
        }
    }

    /** The same trouble is told once until a push has been taken again: a gateway may be away for hours. */
    private void tell(SimulatedNode node, String what, String details) {
        if (!what.equals(trouble)) {
            trouble = what;
            LOG.atWarn()
                    .addKeyValue("node", node.spec().name())
                    .addKeyValue("trouble", what)
                    .addKeyValue("details", details)
                    .log("pushes are not taken");
        }
    }
}
