package com.kaldrix.monitoring.alert.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.api.ApiTest;
import com.kaldrix.monitoring.alert.receiver.DiscordIntegration;
import com.kaldrix.monitoring.alert.receiver.EmailIntegration;
import com.kaldrix.monitoring.alert.receiver.Integration;
import com.kaldrix.monitoring.alert.receiver.OpsgenieIntegration;
import com.kaldrix.monitoring.alert.receiver.PagerDutyIntegration;
import com.kaldrix.monitoring.alert.receiver.PushoverIntegration;
import com.kaldrix.monitoring.alert.receiver.SlackIntegration;
import com.kaldrix.monitoring.alert.receiver.SmsIntegration;
import com.kaldrix.monitoring.alert.receiver.SnsIntegration;
import com.kaldrix.monitoring.alert.receiver.TeamsIntegration;
import com.kaldrix.monitoring.alert.receiver.TelegramIntegration;
import com.kaldrix.monitoring.alert.receiver.VictorOpsIntegration;
import com.kaldrix.monitoring.alert.receiver.VoiceIntegration;
import com.kaldrix.monitoring.alert.receiver.WeChatIntegration;
import com.kaldrix.monitoring.alert.receiver.WebexIntegration;
import com.kaldrix.monitoring.alert.receiver.WebhookIntegration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** In the whole service, as it runs. */
class ChannelBeansTest extends ApiTest {
    @Autowired
    private List<Channel<?>> channels;

    @Test
    void everyKindOfIntegrationHasItsChannel() {
        List<Class<?>> served = channels.stream().<Class<?>>map(Channel::serves).toList();
        assertThat(served)
                .containsExactlyInAnyOrder(
                        WebhookIntegration.class,
                        SlackIntegration.class,
                        PagerDutyIntegration.class,
                        EmailIntegration.class,
                        SnsIntegration.class,
                        SmsIntegration.class,
                        VoiceIntegration.class,
                        OpsgenieIntegration.class,
                        VictorOpsIntegration.class,
                        PushoverIntegration.class,
                        WeChatIntegration.class,
                        TelegramIntegration.class,
                        WebexIntegration.class,
                        TeamsIntegration.class,
                        DiscordIntegration.class);
        assertThat(Integration.class.getPermittedSubclasses()).hasSize(served.size());
    }
}
