package com.kaldrix.monitoring.alert.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.SchedulerName;
import com.kaldrix.monitoring.alert.notify.PublicAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.StandardEnvironment;

class LaterBeansTest {
    @Configuration(proxyBeanMethods = false)
    static class Own {
        @Bean
        PublicAddress address() {
            return new PublicAddress(URI.create("http://localhost"));
        }
    }

    @Test
    void ownBeansAreMadeAtTheStartAndThoseOfFrameworksLater() {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.addBeanFactoryPostProcessor(new LaterBeans());
            context.register(Own.class);
            context.registerBean("framework", StandardEnvironment.class);
            context.registerBean("scheduler", SchedulerName.Fixed.class, () -> new SchedulerName.Fixed("one"));
            context.refresh();

            assertThat(context.getBeanFactory().getSingletonNames())
                    .contains("address", "scheduler")
                    .doesNotContain("framework");
            assertThat(context.getBean("framework"))
                    .as("made when it is needed")
                    .isInstanceOf(StandardEnvironment.class);
        }
    }
}
