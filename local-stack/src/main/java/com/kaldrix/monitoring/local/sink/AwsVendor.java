package com.kaldrix.monitoring.local.sink;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The calls of AWS by which people are told: {@code SendTextMessage} and {@code SendVoiceMessage} of End User Messaging (AWS JSON 1.0),
 * {@code StartOutboundVoiceContact} of Connect and {@code SendEmail} of SES version 2 (REST). Requests must be signed for the service;
 * who signs as {@code wrong} is refused, as is a sender, flow or domain of that name.
 */
final class AwsVendor implements Vendor {
    private static final Pattern SIGNED =
            Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/\\s]+)/\\d{8}/([a-z0-9-]+)/([a-z-]+)/aws4_request, "
                    + "SignedHeaders=([a-z0-9;-]+), Signature=[0-9a-f]{64}");
    /** E.164 with its plus, which both services take. */
    private static final String NUMBER = "\\+[1-9]\\d{6,14}";

    private static final String IDENTITY = "[A-Za-z0-9_:/+-]{1,256}";
    private static final String TARGET = "PinpointSMSVoiceV2.";
    private static final int MOST_ATTRIBUTES = 32 * 1024;
    private static final int MOST_RECIPIENTS = 50;
    private static final int MOST_MAIL = 40 * 1024 * 1024;

    private final SinkName name;

    AwsVendor(SinkName name) {
        this.name = name;
    }

    @Override
    public Set<String> methods() {
        return name == SinkName.VOICE ? Set.of("POST", "PUT") : Set.of("POST");
    }

    @Override
    public Judgement judge(Incoming incoming) {
        JsonNode body = incoming.json();
        String target = String.valueOf(incoming.header("x-amz-target"));
        if (incoming.path().equals("/contact/outbound-voice") && name == SinkName.VOICE) {
            return unsigned(incoming, body, "connect").orElseGet(() -> connect(body));
        }
        if (incoming.path().equals("/v2/email/outbound-emails") && name == SinkName.SES) {
            return unsigned(incoming, body, "ses").orElseGet(() -> mail(body));
        }
        if (incoming.path().equals("/") && target.equals(TARGET + "SendTextMessage") && name == SinkName.SMS) {
            return unsigned(incoming, body, "sms-voice").orElseGet(() -> text(body));
        }
        if (incoming.path().equals("/") && target.equals(TARGET + "SendVoiceMessage") && name == SinkName.VOICE) {
            return unsigned(incoming, body, "sms-voice").orElseGet(() -> speech(body));
        }
        return refused(body, 400, "UnknownOperationException", "no such operation");
    }

    /** Connect knows a call again by its token. */
    @Override
    public @Nullable String key(Incoming incoming) {
        String token = incoming.json().path("ClientToken").asString("");
        return token.isEmpty() ? incoming.key() : token;
    }

    @Override
    public JsonNode trouble(int status, Incoming incoming) {
        return status == 429
                ? failure("ThrottlingException", "Rate exceeded")
                : failure("InternalServerException", "status " + status);
    }

    private static Optional<Judgement> unsigned(Incoming incoming, JsonNode body, String service) {
        String authorization = incoming.header("authorization");
        Matcher signed = SIGNED.matcher(authorization == null ? "" : authorization);
        if (!signed.matches() || incoming.header("x-amz-date") == null) {
            return Optional.of(
                    refused(body, 403, "MissingAuthenticationTokenException", "Missing Authentication Token"));
        }
        if (!signed.group(3).equals(service)
                || !List.of(signed.group(4).split(";")).contains("host")
                || signed.group(1).equals("wrong")) {
            return Optional.of(refused(
                    body,
                    403,
                    "UnrecognizedClientException",
                    "The security token included in the request is invalid."));
        }
        return body.isObject()
                ? Optional.empty()
                : Optional.of(refused(body, 400, "SerializationException", "the body is no object"));
    }

    private static Judgement text(JsonNode body) {
        VendorRules rules = messaging(body)
                .needs(body, "MessageBody", 1600)
                .oneOf(body, "MessageType", Set.of("TRANSACTIONAL", "PROMOTIONAL"));
        return rules.broken()
                ? refused(body, 400, "ValidationException", rules.text())
                : unknown(body, "OriginationIdentity").orElseGet(() -> taken(body, "MessageId"));
    }

    private static Judgement speech(JsonNode body) {
        VendorRules rules = messaging(body)
                .needs(body, "MessageBody", 6000)
                .oneOf(body, "MessageBodyTextType", Set.of("TEXT", "SSML"));
        return rules.broken()
                ? refused(body, 400, "ValidationException", rules.text())
                : unknown(body, "OriginationIdentity").orElseGet(() -> taken(body, "MessageId"));
    }

    private static VendorRules messaging(JsonNode body) {
        return new VendorRules()
                .say(!matches(body, "DestinationPhoneNumber", NUMBER), "'DestinationPhoneNumber' is no number by E.164")
                .say(!matches(body, "OriginationIdentity", IDENTITY), "'OriginationIdentity' is none");
    }

    private static Judgement connect(JsonNode body) {
        JsonNode attributes = body.path("Attributes");
        VendorRules rules = new VendorRules()
                .say(!matches(body, "DestinationPhoneNumber", NUMBER), "'DestinationPhoneNumber' is no number by E.164")
                .needs(body, "InstanceId", 100)
                .needs(body, "ContactFlowId", 500)
                .atMost(body, "ClientToken", 500)
                .say(
                        !body.has("SourcePhoneNumber") && !body.has("QueueId"),
                        "one of 'SourcePhoneNumber' and 'QueueId' is needed")
                .say(
                        body.has("SourcePhoneNumber") && !matches(body, "SourcePhoneNumber", NUMBER),
                        "'SourcePhoneNumber' is no number by E.164")
                .say(attributes.toString().length() > MOST_ATTRIBUTES, "'Attributes' are longer than 32 KB");
        attributes.forEachEntry((key, value) -> rules.say(
                !key.matches("[A-Za-z0-9_-]{1,127}") || !value.isString(), "attribute '" + key + "' is none"));
        if (rules.broken()) {
            return refused(body, 400, "InvalidRequestException", rules.text());
        }
        return unknown(body, "ContactFlowId").orElseGet(() -> taken(body, "ContactId"));
    }

    private static Judgement mail(JsonNode body) {
        List<String> to = new ArrayList<>();
        body.path("Destination").path("ToAddresses").forEach(address -> to.add(address.asString("")));
        Mail mail;
        try {
            byte[] raw = Base64.getDecoder()
                    .decode(body.path("Content").path("Raw").path("Data").asString(""));
            if (raw.length == 0 || raw.length > MOST_MAIL) {
                return refused(body, 400, "BadRequestException", "the raw mail is empty, or larger than 40 MB");
            }
            mail = Mail.parse("", to, raw);
        } catch (IllegalArgumentException | MessagingException | IOException e) {
            return refused(body, 400, "BadRequestException", "the raw mail cannot be read");
        }
        ObjectNode shown = mail.toJson();
        VendorRules rules = new VendorRules()
                .say(to.isEmpty() || to.size() > MOST_RECIPIENTS, "from 1 to 50 recipients")
                .say(to.stream().anyMatch(address -> !address.matches("[^@\\s]+@[^@\\s]+")), "a recipient is none");
        if (rules.broken()) {
            return refused(shown, 400, "BadRequestException", rules.text());
        }
        return shown.path("from").asString("").toLowerCase(Locale.ROOT).contains("@wrong")
                ? refused(shown, 400, "MailFromDomainNotVerifiedException", "Email address is not verified.")
                : taken(shown, "MessageId");
    }

    private static boolean matches(JsonNode body, String field, String pattern) {
        return body.path(field).asString("").matches(pattern);
    }

    private static Optional<Judgement> unknown(JsonNode body, String field) {
        return body.path(field).asString("").contains("wrong")
                ? Optional.of(refused(body, 404, "ResourceNotFoundException", "'" + field + "' is not known"))
                : Optional.empty();
    }

    private static Judgement taken(JsonNode body, String id) {
        return Judgements.taken(
                body, 200, Judgements.json().put(id, UUID.randomUUID().toString()));
    }

    private static Judgement refused(JsonNode body, int status, String code, String message) {
        return Judgements.refused(body, status, code + ": " + message, failure(code, message));
    }

    private static ObjectNode failure(String code, String message) {
        return Judgements.json().put("__type", code).put("message", message);
    }
}
