package com.kaldrix.monitoring.common.sample;

import com.kaldrix.monitoring.common.security.AccessDenials;
import com.kaldrix.monitoring.common.security.AccessRules;
import com.kaldrix.monitoring.common.security.Role;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;

/** The service: what a real one adds are rules and controllers. */
@SpringBootConfiguration
@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
@Import(SampleController.class)
public class SampleService {
    /** Refusals as they were told, for tests to look at. */
    public static final List<String> DENIED = new CopyOnWriteArrayList<>();

    @Bean
    AccessRules sampleRules() {
        return rules -> rules.requestMatchers(HttpMethod.POST, "/api/v2/alerts")
                .hasRole(Role.INGEST.word())
                .requestMatchers(HttpMethod.POST, "/samples/*/acknowledge")
                .hasRole(Role.RESPONDER.word());
    }

    @Bean
    AccessDenials sampleDenials() {
        return (actor, method, path) -> DENIED.add(actor.name() + " " + method + " " + path);
    }
}
