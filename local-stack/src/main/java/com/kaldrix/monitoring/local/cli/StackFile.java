package com.kaldrix.monitoring.local.cli;

import com.kaldrix.monitoring.local.stack.KaldrixStack;
import com.kaldrix.monitoring.local.stack.MetricsPlan;
import com.kaldrix.monitoring.local.stack.Ports;
import com.kaldrix.monitoring.local.stack.ServiceDefinition;
import com.kaldrix.monitoring.local.stack.ServicePlan;
import com.kaldrix.monitoring.local.stack.StackBuilder;
import com.kaldrix.monitoring.local.stack.StackSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The settings with which a stack was last started, kept in its state folder for the commands that come after. */
final class StackFile {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Path root;
    private final Path state;

    StackFile(Path root, Path state) {
        this.root = root;
        this.state = state;
    }

    void write(StackSettings settings) throws IOException {
        Ports ports = settings.ports();
        ObjectNode json = MAPPER.createObjectNode();
        json.putObject("ports")
                .put("services", ports.services())
                .put("replicas", ports.replicas())
                .put("aws", ports.aws())
                .put("sinks", ports.sinks())
                .put("smtp", ports.smtp())
                .put("postgres", ports.postgres());
        json.put("clockSpeed", settings.clockSpeed());
        var services = json.putArray("services");
        int replicas = 1;
        for (ServicePlan plan : settings.services()) {
            services.add(plan.definition().label());
            replicas = Math.max(replicas, plan.replicas());
        }
        json.put("processes", replicas);
        json.put("fleet", settings.metrics().fleet());
        Files.createDirectories(state);
        Files.writeString(file(), json.toPrettyString() + "\n");
    }

    /** What was written; empty when the stack was never started. */
    Optional<StackBuilder> read() throws IOException {
        if (!Files.exists(file())) {
            return Optional.empty();
        }
        JsonNode json = MAPPER.readTree(Files.readString(file()));
        JsonNode ports = json.path("ports");
        List<ServiceDefinition> services = new ArrayList<>();
        json.path("services")
                .forEach(name -> ServiceDefinition.named(name.asString()).ifPresent(services::add));
        StackBuilder builder = KaldrixStack.builder(root)
                .state(state)
                .ports(new Ports(
                        ports.path("services").asInt(),
                        ports.path("replicas").asInt(),
                        ports.path("aws").asInt(),
                        ports.path("sinks").asInt(),
                        ports.path("smtp").asInt(),
                        ports.path("postgres").asInt()))
                .clockSpeed(json.path("clockSpeed").asDouble())
                .services(services);
        if (!json.path("fleet").asBoolean(true)) {
            builder.metrics(MetricsPlan::withoutFleet);
        }
        return Optional.of(
                services.contains(ServiceDefinition.ALERT_PROCESSOR)
                        ? builder.replicas(json.path("processes").asInt())
                        : builder);
    }

    private Path file() {
        return state.resolve("stack.json");
    }
}
