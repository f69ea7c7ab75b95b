package com.kaldrix.monitoring.common.audit;

import com.kaldrix.monitoring.common.outbox.Outbox;
import com.kaldrix.monitoring.common.security.AccessRules;
import com.kaldrix.monitoring.common.security.Role;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts the audit log together, for a service with an outbox and the table of {@code kaldrix/audit.sql} that imports it. Only
 * administrators and auditors read the log: it tells who works when, and from where.
 */
@Configuration(proxyBeanMethods = false)
@Import(AuditController.class)
public class AuditConfiguration {
    @Bean
    JdbcAuditLog auditLog(
            JdbcClient jdbc,
            JsonMapper json,
            Outbox outbox,
            TransactionOperations transactions,
            Clock clock,
            Environment environment) {
        AuditEvent events = new AuditEvent(
                json,
                environment.getRequiredProperty("spring.application.name"),
                environment.getProperty("kaldrix.region", "us-east-1"));
        return new JdbcAuditLog(jdbc, json, outbox, events, transactions, clock);
    }

    @Bean
    @Order(0)
    AccessRules auditRules() {
        return rules -> rules.requestMatchers(AuditController.PATH, AuditController.PATH + "/**")
                .hasRole(Role.AUDITOR.word());
    }
}
