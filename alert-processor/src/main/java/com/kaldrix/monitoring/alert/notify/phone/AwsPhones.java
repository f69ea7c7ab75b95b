package com.kaldrix.monitoring.alert.notify.phone;

import com.kaldrix.monitoring.alert.notify.Deadline;
import com.kaldrix.monitoring.alert.notify.Outcome;
import com.kaldrix.monitoring.alert.notify.aws.AwsCall;
import com.kaldrix.monitoring.alert.notify.aws.AwsPoster;
import com.kaldrix.monitoring.alert.receiver.SmsIntegration;
import com.kaldrix.monitoring.alert.receiver.VoiceIntegration;
import com.kaldrix.monitoring.alert.receiver.VoiceIntegration.Flow;
import com.kaldrix.monitoring.alert.receiver.VoiceIntegration.Line;
import java.net.URI;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * AWS End User Messaging, {@code SendTextMessage} and {@code SendVoiceMessage} (docs.aws.amazon.com/pinpoint, "SMS and voice, version
 * 2", AWS JSON 1.0), and Amazon Connect, {@code StartOutboundVoiceContact} (docs.aws.amazon.com/connect, REST).
 */
final class AwsPhones implements Phones {
    private static final String MESSAGING = "AWS End User Messaging";
    private static final String SIGNED_AS = "sms-voice";
    private static final String TARGET = "PinpointSMSVoiceV2.";
    private static final String CONNECT = "connect";

    private final AwsPoster poster;

    AwsPhones(AwsPoster poster) {
        this.poster = poster;
    }

    @Override
    public Outcome text(SmsIntegration to, String text, Deadline deadline) {
        SmsIntegration.Sender sender = to.sender();
        ObjectNode body = JsonMapper.shared()
                .createObjectNode()
                .put("DestinationPhoneNumber", to.to())
                .put("OriginationIdentity", sender.from())
                .put("MessageBody", text)
                .put("MessageType", "TRANSACTIONAL");
        if (!sender.configurationSet().isEmpty()) {
            body.put("ConfigurationSetName", sender.configurationSet());
        }
        return messaging("SendTextMessage", sender.region(), sender.apiUrl(), body, deadline);
    }

    @Override
    public Outcome call(VoiceIntegration to, Call call, Deadline deadline) {
        Line line = to.line();
        Flow flow = line.connectOrNull();
        if (flow == null) {
            ObjectNode body = JsonMapper.shared()
                    .createObjectNode()
                    .put("DestinationPhoneNumber", to.to())
                    .put("OriginationIdentity", line.from())
                    .put("MessageBody", call.speech())
                    .put("MessageBodyTextType", "TEXT");
            return messaging("SendVoiceMessage", line.region(), line.apiUrl(), body, deadline);
        }
        ObjectNode body = JsonMapper.shared()
                .createObjectNode()
                .put("DestinationPhoneNumber", to.to())
                .put("InstanceId", flow.instance())
                .put("ContactFlowId", flow.flow())
                .put("ClientToken", call.token().toString());
        if (!line.from().isEmpty()) {
            body.put("SourcePhoneNumber", line.from());
        }
        if (!flow.queue().isEmpty()) {
            body.put("QueueId", flow.queue());
        }
        ObjectNode attributes = body.putObject("Attributes").put("speech", call.speech());
        call.facts().forEach(attributes::put);
        URI url = URI.create(base(CONNECT, line.region(), line.apiUrl()) + "/contact/outbound-voice");
        return poster.send(
                new AwsCall(
                        "PUT",
                        url,
                        CONNECT,
                        line.region(),
                        Map.of("Content-Type", "application/json"),
                        body.toString()),
                "Amazon Connect",
                deadline);
    }

    private Outcome messaging(String action, String region, String apiUrl, ObjectNode body, Deadline deadline) {
        return poster.send(
                new AwsCall(
                        "POST",
                        URI.create(base(SIGNED_AS, region, apiUrl) + "/"),
                        SIGNED_AS,
                        region,
                        Map.of("Content-Type", "application/x-amz-json-1.0", "X-Amz-Target", TARGET + action),
                        body.toString()),
                MESSAGING,
                deadline);
    }

    private static String base(String service, String region, String apiUrl) {
        return apiUrl.isEmpty()
                ? "https://" + service + "." + region + ".amazonaws.com"
                : apiUrl.replaceFirst("/+$", "");
    }
}
