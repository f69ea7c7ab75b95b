package com.kaldrix.monitoring.alert.remediation.action;

import com.kaldrix.monitoring.alert.notify.Deadline;
import com.kaldrix.monitoring.alert.notify.Outcome;
import com.kaldrix.monitoring.alert.notify.http.HttpCall;
import com.kaldrix.monitoring.alert.notify.http.HttpPoster;
import com.kaldrix.monitoring.alert.notify.http.HttpReply;
import com.kaldrix.monitoring.alert.receiver.HttpOptions;
import com.kaldrix.monitoring.alert.remediation.Executor;
import com.kaldrix.monitoring.alert.remediation.Order;
import com.kaldrix.monitoring.alert.remediation.Progress;
import com.kaldrix.monitoring.common.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Posts JSON to an address; what answers with 2xx has done it. The id goes along as {@code Idempotency-Key}, although it is
 * posted once only.
 */
final class WebhookExecutor implements Executor {
    private final HttpPoster poster;

    WebhookExecutor(HttpPoster poster) {
        this.poster = poster;
    }

    @Override
    public Set<Order.Kind> kinds() {
        return Set.of(Order.Kind.WEBHOOK);
    }

    @Override
    public Progress begin(Task task) {
        Map<String, String> headers =
                new LinkedHashMap<>(Map.of("Idempotency-Key", task.id().toString()));
        List<Secret> secrets = List.of();
        String file = task.order().get("credentials_file");
        if (!file.isEmpty()) {
            try {
                Secret credentials = new Secret(Files.readString(Path.of(file)).strip());
                headers.put("Authorization", "Bearer " + credentials.value());
                secrets = List.of(credentials);
            } catch (IOException e) {
                return new Progress.Failed("credentials_file cannot be read; nothing was posted");
            }
        }
        HttpCall call =
                new HttpCall(new Secret(task.order().get("url")), HttpOptions.NONE, headers, body(task), secrets);
        return switch (poster.post(call, Deadline.in(task.timeout()))) {
            case HttpReply.Answer answer -> answered(answer);
            case HttpReply.Silence silence -> unanswered(silence.outcome());
        };
    }

    private static String body(Task task) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("remediation", task.id().toString()).put("target", task.target());
        body.put("startedAt", task.startedAt().toString());
        ObjectNode parameters = body.putObject("parameters");
        task.order().parameters().forEach(parameters::put);
        return body.toString();
    }

    /** 502 and 504 come from a gateway, behind which it may have been done. */
    private static Progress answered(HttpReply.Answer answer) {
        String words = "answered " + answer.status() + (answer.excerpt().isEmpty() ? "" : ": " + answer.excerpt());
        if (answer.success()) {
            return new Progress.Succeeded(words);
        }
        return answer.status() == 502 || answer.status() == 504
                ? new Progress.Unclear(words)
                : new Progress.Failed(words);
    }

    private static Progress unanswered(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Unknown unknown -> new Progress.Unclear(unknown.reason());
            case Outcome.Unavailable unavailable -> new Progress.Failed(unavailable.reason());
            case Outcome.Rejected rejected -> new Progress.Failed(rejected.reason());
            case Outcome.RetryAfter later -> new Progress.Failed(later.reason());
            case Outcome.Delivered taken -> new Progress.Succeeded(taken.reference());
        };
    }

    /** Never asked for: the answer is the end. */
    @Override
    public Progress look(Task task, String reference) {
        return new Progress.Unclear("a webhook tells nothing after its answer");
    }
}
