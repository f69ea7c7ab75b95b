package com.kaldrix.monitoring.alert.audit;

import com.kaldrix.monitoring.common.outbox.Outbox;
import com.kaldrix.monitoring.common.security.AccessRules;
import com.kaldrix.monitoring.common.security.Role;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/** Puts the audit log together. Only administrators read it: it tells who works when, and from where. */
@Configuration(proxyBeanMethods = false)
@Import(AuditController.class)
class AuditConfiguration {
    @Bean
    JdbcAuditLog auditLog(
            JdbcClient jdbc,
            JsonMapper json,
            Outbox outbox,
            TransactionOperations transactions,
            Clock clock,
            @Value("${kaldrix.region:us-east-1}") String region) {
        return new JdbcAuditLog(jdbc, json, outbox, new AuditEvent(json, region), transactions, clock);
    }

    @Bean
    @Order(0)
    AccessRules auditRules() {
        return rules -> rules.requestMatchers(AuditController.PATH, AuditController.PATH + "/**")
                .hasRole(Role.ADMIN.word());
    }
}
