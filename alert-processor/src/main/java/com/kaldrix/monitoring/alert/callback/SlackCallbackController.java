package com.kaldrix.monitoring.alert.callback;

import com.kaldrix.monitoring.alert.notify.CallbackSecrets;
import com.kaldrix.monitoring.alert.notify.Deadline;
import com.kaldrix.monitoring.alert.notify.http.HttpCall;
import com.kaldrix.monitoring.alert.notify.http.HttpPoster;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import com.kaldrix.monitoring.common.problem.ProblemType;
import com.kaldrix.monitoring.common.problem.ProblemWriter;
import com.kaldrix.monitoring.common.secret.Secret;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Takes the buttons that people press at Slack. */
@RestController
@Tag(name = "Callbacks")
class SlackCallbackController {
    private final CallbackSecrets secrets;
    private final SlackDesk desk;
    private final HttpPoster poster;
    private final ProblemWriter problems;
    private final Clock clock;

    SlackCallbackController(
            CallbackSecrets secrets, SlackDesk desk, HttpPoster poster, ProblemWriter problems, Clock clock) {
        this.secrets = secrets;
        this.desk = desk;
        this.poster = poster;
        this.problems = problems;
        this.clock = clock;
    }

    /**
     * The bytes are read as they came: they are what is signed, and Spring would put a form together anew. The answer goes out
     * before Slack's three seconds are over; what only who pressed is to see follows by another way.
     */
    @Operation(
            summary = "Take a button that was pressed at Slack",
            description =
                    "For the Interactivity Request URL of a Slack app. Needs no token: the signature is verified with"
                            + " `kaldrix.callbacks.slack-signing-secret`, and requests older than five minutes are refused.")
    @ApiResponse(
            responseCode = "200",
            description = "It was taken; whoever pressed is told what came of it",
            content = @Content)
    @PostMapping("/callbacks/slack")
    void press(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Secret secret = secrets.slack().orElseThrow(() -> new NotFoundException("callback", "slack"));
        byte[] body = request.getInputStream().readAllBytes();
        String signature = String.valueOf(request.getHeader("X-Slack-Signature"));
        Optional<String> refusal = TimedSignature.slack(secret)
                .refuse(request.getHeader("X-Slack-Request-Timestamp"), signature, body, clock.instant());
        if (refusal.isPresent()) {
            problems.write(ProblemType.UNAUTHENTICATED, refusal.get(), request, response);
            return;
        }
        SlackPress press = SlackPress.parse(body);
        Optional<String> answer = desk.press(press, signature, request.getRemoteAddr());
        response.setStatus(HttpServletResponse.SC_OK);
        if (answer.isPresent() && press.answerUrl().startsWith("http")) {
            String json = JsonMapper.shared()
                    .createObjectNode()
                    .put("response_type", "ephemeral")
                    .put("replace_original", false)
                    .put("text", answer.get())
                    .toString();
            HttpCall call = new HttpCall(new Secret(press.answerUrl()), json);
            var unused = Thread.ofVirtual().name("slack-answer").start(() -> poster.post(call, Deadline.ofAttempt()));
        }
    }
}
