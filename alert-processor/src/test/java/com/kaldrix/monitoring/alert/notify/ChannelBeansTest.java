package com.kaldrix.monitoring.alert.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.receiver.EmailIntegration;
import com.kaldrix.monitoring.alert.receiver.Integration;
import com.kaldrix.monitoring.alert.receiver.PagerDutyIntegration;
import com.kaldrix.monitoring.alert.receiver.SlackIntegration;
import com.kaldrix.monitoring.alert.receiver.SnsIntegration;
import com.kaldrix.monitoring.alert.receiver.WebhookIntegration;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

class ChannelBeansTest {
    private static final List<String> PACKAGES = Stream.of("http", "webhook", "slack", "pagerduty", "email", "sns")
            .map(name -> "com.kaldrix.monitoring.alert.notify." + name)
            .toList();

    @Test
    void everyKindOfIntegrationHasItsChannel() {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.registerBean(Clock.class, Clock::systemUTC);
            context.scan(PACKAGES.toArray(String[]::new));
            context.refresh();
            List<Class<?>> served = context.getBeansOfType(Channel.class).values().stream()
                    .<Class<?>>map(Channel::serves)
                    .toList();
            assertThat(served)
                    .containsExactlyInAnyOrder(
                            WebhookIntegration.class,
                            SlackIntegration.class,
                            PagerDutyIntegration.class,
                            EmailIntegration.class,
                            SnsIntegration.class);
            assertThat(Integration.class.getPermittedSubclasses()).hasSize(served.size());
        }
    }
}
