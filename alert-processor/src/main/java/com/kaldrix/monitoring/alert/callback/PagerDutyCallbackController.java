package com.kaldrix.monitoring.alert.callback;

import com.kaldrix.monitoring.alert.notify.CallbackSecrets;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import com.kaldrix.monitoring.common.problem.ProblemType;
import com.kaldrix.monitoring.common.problem.ProblemWriter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes the webhooks (v3) of PagerDuty. */
@RestController
@Tag(name = "Callbacks")
class PagerDutyCallbackController {
    private final CallbackSecrets secrets;
    private final PagerDutyDesk desk;
    private final ProblemWriter problems;
    private final MeterRegistry meters;

    PagerDutyCallbackController(
            CallbackSecrets secrets, PagerDutyDesk desk, ProblemWriter problems, MeterRegistry meters) {
        this.secrets = secrets;
        this.desk = desk;
        this.problems = problems;
        this.meters = meters;
    }

    @Operation(
            summary = "Take a webhook of PagerDuty",
            description =
                    "For a webhook subscription (v3) to `incident.acknowledged` and `incident.resolved`; others are ignored. Needs no"
                            + " token: the signature is verified with `kaldrix.callbacks.pagerduty-secrets`. The same event again changes"
                            + " nothing.")
    @ApiResponse(responseCode = "204", description = "It was taken", content = @Content)
    @PostMapping("/callbacks/pagerduty")
    void take(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (secrets.pagerDuty().isEmpty()) {
            throw new NotFoundException("callback", "pagerduty");
        }
        byte[] body = request.getInputStream().readAllBytes();
        if (!new PagerDutySignature(secrets.pagerDuty()).verifies(request.getHeader("X-PagerDuty-Signature"), body)) {
            problems.write(ProblemType.UNAUTHENTICATED, "the signature is not PagerDuty's", request, response);
            return;
        }
        PagerDutyDesk.Outcome outcome = desk.take(event(body), request.getRemoteAddr());
        Counter.builder("kaldrix_pagerduty_webhooks")
                .description("Webhooks of PagerDuty by what became of them")
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(meters)
                .increment();
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    private static JsonNode event(byte[] body) {
        JsonNode event;
        try {
            event = JsonMapper.shared().readTree(body).path("event");
        } catch (JacksonException e) {
            throw new InvalidRequestException("", "is no JSON that can be read");
        }
        if (!event.isObject() || event.path("id").asString("").isEmpty()) {
            throw new InvalidRequestException("/event", "is missing, or has no id");
        }
        return event;
    }
}
