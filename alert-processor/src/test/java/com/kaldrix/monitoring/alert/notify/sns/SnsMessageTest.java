package com.kaldrix.monitoring.alert.notify.sns;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.notify.Notification;
import com.kaldrix.monitoring.alert.notify.Notification.Kind;
import com.kaldrix.monitoring.alert.notify.Samples;
import com.kaldrix.monitoring.alert.notify.Wild;
import com.kaldrix.monitoring.alert.receiver.SnsIntegration;
import com.kaldrix.monitoring.common.severity.Severity;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SnsMessageTest {
    private static final MessageAttributeValue OURS = MessageAttributeValue.builder()
            .dataType("String")
            .stringValue("true")
            .build();

    private static PublishRequest publish(Map<String, String> attributes, Notification notification) {
        PublishRequest.Builder request = PublishRequest.builder();
        String topic = "arn:aws:sns:eu-west-1:000000000000:prod-kaldrix-notifications";
        new SnsMessage(new SnsIntegration(topic, "", "", null, "", attributes, true), notification).fill(request);
        return request.build();
    }

    @Test
    void ourAttributesCannotBeReplacedAndThereAreNeverMoreThanTen() {
        Map<String, String> many =
                IntStream.range(0, 20).boxed().collect(Collectors.toMap(i -> "attribute-" + i, i -> "value"));
        many.put("kaldrix-notification", "false");
        many.put("bad name", "x");
        many.put("AWS.SNS.x", "x");
        assertThat(publish(many, Samples.of(Kind.OPENED)).messageAttributes())
                .hasSize(10)
                .doesNotContainKeys("bad name", "AWS.SNS.x")
                .containsEntry("kaldrix-notification", OURS);
    }

    @Test
    void aSubjectKeepsWhatAsciiCanSay() {
        Notification.Incident plain = Samples.incident(Severity.P1, null);
        Notification.Incident incident = new Notification.Incident(
                plain.id(),
                "Überlast – “Köln”…",
                plain.groupKey(),
                plain.groupLabels(),
                plain.severity(),
                plain.openedAt(),
                null,
                plain.url(),
                plain.externalUrl());
        assertThat(publish(Map.of(), Samples.of(Kind.OPENED, incident, Samples.many(1)))
                        .subject())
                .isEqualTo("[P1] Uberlast - \"Koln\"...");
    }

    @Property(tries = 300)
    void keepsTheLimitsOfSns(@ForAll("notifications") Notification notification) {
        PublishRequest request = publish(Map.of("team", "core"), notification);
        assertThat(request.subject()).matches("[!-~][ -~]{0,99}");
        assertThat(request.message().getBytes(StandardCharsets.UTF_8).length).isLessThan(256 * 1024);
        JsonNode message = JsonMapper.shared().readTree(request.message());
        assertThat(message.path("default").asString()).isNotBlank();
        assertThat(message.path("sms").asString()).isNotBlank().hasSizeLessThanOrEqualTo(1600);
        assertThat(request.messageAttributes()).containsEntry("kaldrix-notification", OURS);
    }

    @Provide
    Arbitrary<Notification> notifications() {
        return Wild.notifications();
    }
}
