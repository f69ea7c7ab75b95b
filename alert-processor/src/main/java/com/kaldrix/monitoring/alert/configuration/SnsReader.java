package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.alert.receiver.HttpOptions;
import com.kaldrix.monitoring.alert.receiver.SnsIntegration;
import com.kaldrix.monitoring.alert.receiver.SnsIntegration.Access;
import com.kaldrix.monitoring.alert.receiver.SnsIntegration.Role;
import com.kaldrix.monitoring.alert.receiver.SnsIntegration.Target;
import com.kaldrix.monitoring.common.secret.Secret;
import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.Secrets;
import com.kaldrix.monitoring.common.yaml.Section;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the entries of {@code sns_configs}. */
final class SnsReader {
    static final Keys KEYS = Keys.of(
                    "send_resolved",
                    "api_url",
                    "sigv4",
                    "topic_arn",
                    "phone_number",
                    "target_arn",
                    "subject",
                    "message",
                    "attributes",
                    HttpConfigReader.KEY)
            .refusingFor("use_aws_http_client", "SNS is always reached by the client of AWS' SDK");
    private static final Keys SIGV4 = Keys.of(
                    "region", "access_key", "secret_key", "profile", "role_arn", "external_id")
            .refusing("use_fips_sts_endpoint", "service_name");

    private static final Pattern TOPIC =
            Pattern.compile("arn:aws[a-z-]*:sns:[a-z0-9-]+:\\d{12}:[A-Za-z0-9_-]+(\\.fifo)?");
    private static final Pattern ENDPOINT =
            Pattern.compile("arn:aws[a-z-]*:sns:[a-z0-9-]+:\\d{12}:endpoint/[A-Za-z0-9_./-]+");
    private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/[\\w+=,.@/-]+");

    private final HttpOptions otherwise;
    private final Words words;

    /** @param otherwise how HTTP is spoken where an integration does not say it */
    SnsReader(HttpOptions otherwise, Words words) {
        this.otherwise = otherwise;
        this.words = words;
    }

    static boolean isTopic(String arn) {
        return TOPIC.matcher(arn).matches();
    }

    Optional<SnsIntegration> read(Section section) {
        String apiUrl = Secrets.url(section, "api_url").map(Object::toString).orElse("");
        return Optional.of(new SnsIntegration(
                target(section),
                access(section.section("sigv4", SIGV4), apiUrl, http(section)),
                new SnsIntegration.Words(words.text(section, "subject"), words.text(section, "message")),
                words.map(section, "attributes"),
                section.flag("send_resolved", true)));
    }

    private Target target(Section section) {
        List<String> said = Stream.of("topic_arn", "phone_number", "target_arn")
                .filter(section::has)
                .toList();
        if (said.isEmpty()) {
            section.problem("topic_arn", "an SNS integration needs a 'topic_arn', a 'phone_number' or a 'target_arn'");
        } else if (said.size() > 1) {
            section.problem(said.get(1), "'" + said.get(0) + "' and '" + said.get(1) + "' exclude each other");
        }
        Target target = new Target(
                words.text(section, "topic_arn"),
                words.text(section, "phone_number"),
                words.text(section, "target_arn"));
        if (isWrong(target.topicArn(), TOPIC)) {
            section.problem(
                    "topic_arn",
                    "'" + target.topicArn() + "' is no topic such as arn:aws:sns:us-east-1:123456789012:pages");
        }
        if (isWrong(target.targetArn(), ENDPOINT)) {
            section.problem("target_arn", "'" + target.targetArn() + "' is no endpoint of an application");
        }
        if (Words.isFixed(target.phoneNumber())
                && !target.phoneNumber().isEmpty()
                && !TelephonyReader.isNumber(target.phoneNumber())) {
            section.problem("phone_number", "'" + target.phoneNumber() + "' is no number such as +12025550100");
        }
        return target;
    }

    private static boolean isWrong(String text, Pattern form) {
        return !text.isEmpty() && Words.isFixed(text) && !form.matcher(text).matches();
    }

    private static Access access(Section sigv4, String apiUrl, HttpOptions http) {
        String accessKey = sigv4.text("access_key");
        Secret secretKey = Secrets.secretOrNull(sigv4, "secret_key", "");
        if (accessKey.isEmpty() != (secretKey == null)) {
            sigv4.problem("'access_key' and 'secret_key' come together or not at all");
        }
        sigv4.atMostOne("access_key", "profile");
        String role = sigv4.text("role_arn");
        if (!role.isEmpty() && !ROLE.matcher(role).matches()) {
            sigv4.problem("role_arn", "'" + role + "' is no role such as arn:aws:iam::123456789012:role/pager");
        }
        if (role.isEmpty() && sigv4.has("external_id")) {
            sigv4.problem("external_id", "'external_id' needs a 'role_arn'");
        }
        return new Access(
                sigv4.text("region"),
                apiUrl,
                secretKey == null ? null : new SnsIntegration.Keys(accessKey, secretKey),
                sigv4.text("profile"),
                new Role(role, sigv4.text("external_id")),
                http);
    }

    /** Of what holds for all receivers the way alone: a proof of who we are would stand where the signature has to. */
    private HttpOptions http(Section section) {
        HttpOptions http = HttpConfigReader.options(section, otherwise);
        boolean proven = http.authorizationOrNull() != null || http.oauth2OrNull() != null;
        if (proven && section.has(HttpConfigReader.KEY)) {
            section.problem(HttpConfigReader.KEY, "SNS knows us by 'sigv4', so no other proof can be sent");
        }
        return proven ? new HttpOptions(null, null, http.way(), true, http.headers(), null) : http;
    }
}
