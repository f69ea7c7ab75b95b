package com.kaldrix.monitoring.alert.notify.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.notify.AlertView;
import com.kaldrix.monitoring.alert.notify.Golden;
import com.kaldrix.monitoring.alert.notify.Notification;
import com.kaldrix.monitoring.alert.notify.Notification.Kind;
import com.kaldrix.monitoring.alert.notify.Samples;
import com.kaldrix.monitoring.alert.notify.Wild;
import com.kaldrix.monitoring.alert.receiver.SlackIntegration.Look;
import com.kaldrix.monitoring.common.severity.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SlackMessageTest {
    private static JsonNode full(Notification notification) {
        return JsonMapper.shared()
                .readTree(new SlackMessage(notification, Look.DEFAULT, false)
                        .full()
                        .toString());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void looksAsItShould(Kind kind) {
        JsonNode message = full(Samples.of(kind));
        SlackLimits.check(message);
        Golden.json("slack-" + kind.name().toLowerCase(Locale.ROOT) + ".json", message.toString());
    }

    @Test
    void listsTenAlertsAndCountsTheRest() {
        String text = full(Samples.of(Kind.OPENED, Samples.many(200)))
                .at("/attachments/0/blocks/2/text/text")
                .asString();
        assertThat(text.lines().filter(line -> line.startsWith(":red_circle:"))).hasSize(10);
        assertThat(text).contains("and 190 more (190 firing, 0 over)");
    }

    @Test
    void theOperatorsOwnTextsReplaceOurs() {
        Look look = new Look(
                "Pager", ":fire:", "", "Gateway is in trouble", "https://wiki.example.com/gw?a=1&b=2", "<!here> look");
        SlackMessage message = new SlackMessage(Samples.of(Kind.OPENED), look, false);
        JsonNode full =
                JsonMapper.shared().readTree(message.signed(message.full()).toString());
        assertThat(full.path("username").asString()).isEqualTo("Pager");
        assertThat(full.path("icon_emoji").asString()).isEqualTo(":fire:");
        assertThat(full.at("/blocks/0/text/text").asString())
                .isEqualTo("*<https://wiki.example.com/gw?a=1&amp;b=2|Gateway is in trouble>*");
        assertThat(full.at("/attachments/0/blocks/2/text/text").asString()).isEqualTo("<!here> look");
    }

    @Property(tries = 600)
    void keepsSlacksLimitsAndMentionsNobody(@ForAll("notifications") Notification notification) {
        SlackLimits.check(full(notification));
    }

    @Provide
    Arbitrary<Notification> notifications() {
        return Wild.notifications();
    }

    @Test
    void sayingItAgainSaysTheSame() {
        assertThat(full(Samples.of(Kind.ESCALATED))).isEqualTo(full(Samples.of(Kind.ESCALATED)));
    }

    @Test
    void showsWhoHasAcknowledged() {
        Notification notification =
                Samples.of(Kind.CHANGED, Samples.incident(Severity.P1, "ada <@U1>"), Samples.many(2));
        assertThat(full(notification).toString()).contains("ada &lt;@U1&gt;");
    }

    @Test
    void showsThePictureOfTheFirstAlertThatHasOne() {
        JsonNode message = full(Samples.of(
                Kind.OPENED,
                List.of(
                        Samples.firing("gateway-1"),
                        pictured("javascript:alert(1)"),
                        pictured("https://anomalies.example.com/plot.png?expires=1&signature=ab"),
                        pictured("https://anomalies.example.com/other.png"))));
        SlackLimits.check(message);
        assertThat(message.path("attachments")).hasSize(2);
        assertThat(message.at("/attachments/1/image_url").asString())
                .isEqualTo("https://anomalies.example.com/plot.png?expires=1&signature=ab");
        assertThat(full(Samples.of(Kind.OPENED)).path("attachments")).hasSize(1);
    }

    private static AlertView pictured(String address) {
        AlertView alert = Samples.firing("gateway-2");
        return new AlertView(
                alert.labels(),
                Map.of("image", address),
                alert.startsAt(),
                null,
                alert.severity(),
                alert.region(),
                alert.component(),
                alert.link());
    }
}
