package com.kaldrix.monitoring.alert.notify;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.kaldrix.monitoring.alert.notify.Deliveries.ChannelHealth;
import com.kaldrix.monitoring.alert.receiver.Address;
import com.kaldrix.monitoring.alert.receiver.Integration;
import com.kaldrix.monitoring.alert.receiver.Receiver;
import com.kaldrix.monitoring.alert.receiver.Receivers;
import com.kaldrix.monitoring.common.page.Page;
import com.kaldrix.monitoring.common.problem.ConflictException;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import com.kaldrix.monitoring.common.security.Actor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Shows who can be told and by which means, and tries it out. */
@RestController
@Tag(name = "Receivers")
class ReceiverController {
    private final Receivers receivers;
    private final Deliveries deliveries;
    private final ReceiverTrial test;

    ReceiverController(Receivers receivers, Deliveries deliveries, ReceiverTrial test) {
        this.receivers = receivers;
        this.deliveries = deliveries;
        this.test = test;
    }

    /**
     * A receiver.
     *
     * @param name as routes call it
     * @param fallback who stands in for it; null for any channel that is up
     * @param integrations by which means it is told
     */
    @Schema(name = "Receiver")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(
            String name,

            @Schema(description = "Who stands in for it; left out where any other channel that is up does") @Nullable
            String fallback,

            List<Means> integrations) {}

    /**
     * One means by which a receiver is told.
     *
     * @param integration where it stands in the configuration
     * @param kind of what kind
     * @param channel what is limited and goes down together
     * @param sendResolved whether the end is told
     * @param up whether the latest attempt succeeded; true when there was none yet
     */
    @Schema(name = "Integration")
    record Means(
            @Schema(example = "on-call/slack[0]") String integration,
            @Schema(example = "slack") String kind,

            @Schema(description = "What is limited and goes down together: the kind and a digest of the destination")
            String channel,

            @Schema(description = "Whether the end is told") boolean sendResolved,

            @Schema(description = "Whether the latest attempt succeeded, or none has been made yet")
            boolean up) {}

    /**
     * What a test has begun.
     *
     * @param notifications what is being sent
     */
    record Begun(List<Sent> notifications) {}

    /**
     * A test message under way.
     *
     * @param id of the notification
     * @param integration where it goes
     * @param url where to see how it fares
     */
    record Sent(
            UUID id,
            String integration,

            @Schema(
                    description = "Where to see how it fares",
                    example = "/api/v1/notifications/0198c1f2-7b5e-7d10-9c3a-2f8d6a1b4c5e")
            String url) {}

    @Operation(
            summary = "List receivers and whether they can be reached",
            description = "In the order of the configuration.")
    @GetMapping("/api/v1/receivers")
    Page<Shown> list() {
        Map<String, Boolean> up =
                deliveries.health().stream().collect(Collectors.toMap(ChannelHealth::key, ChannelHealth::up));
        return new Page<>(
                receivers.all().stream().map(receiver -> shown(receiver, up)).toList(), null);
    }

    private Shown shown(Receiver receiver, Map<String, Boolean> up) {
        return new Shown(
                receiver.name(),
                receivers.fallback(receiver.name()).orElse(null),
                receiver.addressed().entrySet().stream()
                        .map(entry -> means(entry.getKey(), entry.getValue(), up))
                        .toList());
    }

    private static Means means(Address address, Integration integration, Map<String, Boolean> up) {
        return new Means(
                address.toString(),
                integration.kind(),
                integration.channel(),
                integration.sendResolved(),
                up.getOrDefault(integration.channel(), true));
    }

    @Operation(
            summary = "Send a test message to each integration of a receiver",
            description =
                    "Real messages by the way that pages take, marked as tests; given up after ten minutes. Needs role"
                            + " `admin`. 409 when the receiver has no integrations.")
    @PostMapping("/api/v1/receivers/{name}:test")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Begun test(@Parameter(description = "The receiver's name") @PathVariable String name, Actor actor) {
        Receiver receiver = receivers.find(name).orElseThrow(() -> new NotFoundException("receiver", name));
        if (receiver.integrations().isEmpty()) {
            throw new ConflictException("the receiver '" + name + "' tells nobody: it has no integrations");
        }
        return new Begun(test.send(receiver, actor).entrySet().stream()
                .map(sent ->
                        new Sent(sent.getValue(), sent.getKey().toString(), "/api/v1/notifications/" + sent.getValue()))
                .toList());
    }
}
