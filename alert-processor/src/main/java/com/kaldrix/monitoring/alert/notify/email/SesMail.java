package com.kaldrix.monitoring.alert.notify.email;

import com.kaldrix.monitoring.alert.notify.Deadline;
import com.kaldrix.monitoring.alert.notify.Outcome;
import com.kaldrix.monitoring.alert.notify.aws.AwsCall;
import com.kaldrix.monitoring.alert.notify.aws.AwsPoster;
import com.kaldrix.monitoring.alert.receiver.EmailIntegration.Server;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends mails by the API of Amazon SES, version 2: {@code SendEmail} with the raw mail (docs.aws.amazon.com/ses). It is meant by a
 * smart host that is its endpoint, {@code email.eu-west-1.amazonaws.com:443}, where no server speaks SMTP.
 */
final class SesMail {
    private static final Pattern ENDPOINT =
            Pattern.compile("email(?:-fips)?\\.([a-z]{2}(?:-[a-z]+)+-\\d)\\.amazonaws\\.com");
    private static final int HTTPS = 443;
    private static final String SIGNED_AS = "ses";

    private final AwsPoster poster;
    private final String endpoint;

    /** @param endpoint in place of each region's; empty for the region's */
    SesMail(AwsPoster poster, String endpoint) {
        this.poster = poster;
        this.endpoint = endpoint.strip().replaceFirst("/+$", "");
    }

    /** The region whose API a server is; empty for a server that speaks SMTP. */
    static Optional<String> region(Server server) {
        Matcher found = ENDPOINT.matcher(server.host());
        return server.port() == HTTPS && found.matches() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /**
     * Sends one.
     *
     * @param mail as it goes over the wire
     * @param recipients their addresses
     */
    Outcome send(Server server, byte[] mail, List<String> recipients, Deadline deadline) {
        String region = region(server).orElseThrow();
        ObjectNode body = JsonMapper.shared().createObjectNode();
        ArrayNode to = body.putObject("Destination").putArray("ToAddresses");
        recipients.forEach(to::add);
        body.putObject("Content")
                .putObject("Raw")
                .put("Data", Base64.getEncoder().encodeToString(mail));
        String base = endpoint.isEmpty() ? "https://" + server.host() : endpoint;
        return poster.send(
                new AwsCall(
                        "POST",
                        URI.create(base + "/v2/email/outbound-emails"),
                        SIGNED_AS,
                        region,
                        Map.of("Content-Type", "application/json"),
                        body.toString()),
                "SES",
                deadline);
    }
}
