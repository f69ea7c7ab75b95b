package com.kaldrix.monitoring.alert.callback;

import com.kaldrix.monitoring.alert.notify.SlackAction;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A button was pressed: docs.slack.dev, "block_actions payload".
 *
 * @param user id of who pressed it
 * @param action what they want; empty for a button that is not ours
 * @param incident of which incident, or of which remediation; empty when the button does not say
 * @param answerUrl where an answer goes that they alone see; empty for nowhere
 */
record SlackPress(String user, Optional<SlackAction> action, Optional<UUID> incident, String answerUrl) {
    private static final String PAYLOAD = "payload=";

    /** @throws InvalidRequestException if the body is none of Slack's */
    static SlackPress parse(byte[] body) {
        String form = new String(body, StandardCharsets.UTF_8);
        if (!form.startsWith(PAYLOAD)) {
            throw new InvalidRequestException("payload", "is missing");
        }
        try {
            String text = URLDecoder.decode(form.substring(PAYLOAD.length()), StandardCharsets.UTF_8);
            JsonNode payload = JsonMapper.shared().readTree(text);
            JsonNode action = payload.path("actions").path(0);
            return new SlackPress(
                    payload.path("user").path("id").asString(""),
                    SlackAction.find(action.path("action_id").asString("")),
                    uuid(action.path("value").asString("")),
                    payload.path("response_url").asString(""));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new InvalidRequestException("payload", "is no JSON that can be read");
        }
    }

    private static Optional<UUID> uuid(String text) {
        return text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                ? Optional.of(UUID.fromString(text))
                : Optional.empty();
    }
}
