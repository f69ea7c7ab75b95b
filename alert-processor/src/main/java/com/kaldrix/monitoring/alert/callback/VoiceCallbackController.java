package com.kaldrix.monitoring.alert.callback;

import com.kaldrix.monitoring.alert.notify.CallbackSecrets;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import com.kaldrix.monitoring.common.problem.ProblemType;
import com.kaldrix.monitoring.common.problem.ProblemWriter;
import com.kaldrix.monitoring.common.secret.Secret;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes the keys that people press while they are called. */
@RestController
@Tag(name = "Callbacks")
class VoiceCallbackController {
    private final CallbackSecrets secrets;
    private final VoiceDesk desk;
    private final ProblemWriter problems;
    private final MeterRegistry meters;
    private final Clock clock;

    VoiceCallbackController(
            CallbackSecrets secrets, VoiceDesk desk, ProblemWriter problems, MeterRegistry meters, Clock clock) {
        this.secrets = secrets;
        this.desk = desk;
        this.problems = problems;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * What came of a key.
     *
     * @param outcome in one word
     * @param speech what to tell whoever pressed
     */
    @Schema(name = "PressedKey")
    record Answer(
            @Schema(
                    description = "What came of it",
                    allowableValues = {"acknowledged", "taken", "over", "ignored", "repeated"})
            String outcome,

            @Schema(description = "What to tell whoever pressed")
            String speech) {}

    @Operation(
            summary = "Take a key that was pressed on a telephone",
            description =
                    "For the function that a contact flow of Amazon Connect invokes: JSON with `incident`, `person` and `key`, as the"
                            + " flow has them. Key 1 acknowledges. Needs no token: the signature is verified with"
                            + " `kaldrix.callbacks.voice-secret`, and requests older than five minutes are refused.")
    @ApiResponse(
            responseCode = "200",
            description = "It was taken; the flow tells whoever pressed what came of it",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = Answer.class)))
    @PostMapping("/callbacks/voice")
    void press(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Secret secret = secrets.voice().orElseThrow(() -> new NotFoundException("callback", "voice"));
        byte[] body = request.getInputStream().readAllBytes();
        String signature = String.valueOf(request.getHeader("X-Kaldrix-Signature"));
        Optional<String> refusal = TimedSignature.voice(secret)
                .refuse(request.getHeader("X-Kaldrix-Timestamp"), signature, body, clock.instant());
        if (refusal.isPresent()) {
            problems.write(ProblemType.UNAUTHENTICATED, refusal.get(), request, response);
            return;
        }
        VoiceDesk.Outcome outcome = desk.press(read(body), signature, request.getRemoteAddr());
        String word = outcome.name().toLowerCase(Locale.ROOT);
        Counter.builder("kaldrix_voice_keys")
                .description("Keys that were pressed on a telephone, by what came of them")
                .tag("outcome", word)
                .register(meters)
                .increment();
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream().write(JsonMapper.shared().writeValueAsBytes(new Answer(word, outcome.speech())));
    }

    private static VoiceDesk.Press read(byte[] body) {
        JsonNode press;
        try {
            press = JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            throw new InvalidRequestException("", "is no JSON that can be read");
        }
        String incident = press.path("incident").asString("");
        if (!incident.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw new InvalidRequestException("/incident", "is no id of an incident");
        }
        return new VoiceDesk.Press(UUID.fromString(incident), text(press, "person"), text(press, "key"));
    }

    private static String text(JsonNode press, String field) {
        String text = press.path(field).asString("");
        if (text.isEmpty()) {
            throw new InvalidRequestException("/" + field, "is missing");
        }
        return text;
    }
}
