package com.kaldrix.monitoring.deploy;

import com.kaldrix.monitoring.local.stack.KaldrixStack;
import com.kaldrix.monitoring.local.stack.ServiceInstance;
import com.kaldrix.monitoring.local.stack.StackPart;
import com.kaldrix.monitoring.local.stack.StackSettings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the services and the simulated nodes of a running suite show to a scrape. */
final class ShownPages {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String NODES = "nodes";

    private final StackSettings settings;
    private final HttpClient http = HttpClient.newHttpClient();

    ShownPages(StackSettings settings) {
        this.settings = settings;
    }

    /** What is shown now, by the recording that it belongs to: one for each service, and one of all nodes. */
    Map<String, ExposedPage> read() throws IOException, InterruptedException {
        Map<String, URI> parts =
                KaldrixStack.parts(settings).stream().collect(Collectors.toMap(StackPart::name, StackPart::probe));
        Map<String, ExposedPage> pages = new TreeMap<>();
        for (ServiceInstance instance : settings.instances()) {
            String job = instance.definition().label();
            String text;
            try {
                text = get(part(parts, instance.name()).resolve("/actuator/prometheus"));
            } catch (ConnectException notStarted) {
                // A demo has one anomaly-processor, in the hub.
                continue;
            }
            pages.merge(job, ExposedPage.read(text, job, instance.name(), instance.region()), ExposedPage::with);
        }
        URI sinks = part(parts, "sinks");
        for (JsonNode node : JSON.readTree(get(sinks.resolve("/fleet"))).path(NODES)) {
            String name = node.path("name").stringValue("");
            String region = node.path("region").stringValue("");
            URI pagesOfNode = sinks.resolve("/fleet/nodes/" + name + "/");
            pages.merge(
                    NODES,
                    ExposedPage.read(get(pagesOfNode.resolve("metrics")), "kaldrix-app", name, region)
                            .with(ExposedPage.read(
                                    get(pagesOfNode.resolve("blockchain/metrics")),
                                    "kaldrix-blockchain",
                                    name,
                                    region)),
                    ExposedPage::with);
        }
        return pages;
    }

    private static URI part(Map<String, URI> parts, String name) {
        return Objects.requireNonNull(parts.get(name), () -> "the suite has no " + name);
    }

    private String get(URI address) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(address + " answers " + answer.statusCode());
        }
        return answer.body();
    }
}
