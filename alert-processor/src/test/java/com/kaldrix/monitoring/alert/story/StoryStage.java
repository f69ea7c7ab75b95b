package com.kaldrix.monitoring.alert.story;

import com.kaldrix.monitoring.alert.AlertProcessor;
import com.kaldrix.monitoring.alert.configuration.ActiveConfiguration;
import com.kaldrix.monitoring.alert.remediation.Executor;
import com.kaldrix.monitoring.common.postgres.Tables;
import com.kaldrix.monitoring.common.time.SettableClock;
import com.kaldrix.monitoring.common.work.Work;
import com.kaldrix.monitoring.local.aws.LocalAws;
import com.kaldrix.monitoring.local.aws.Provisioning;
import com.kaldrix.monitoring.local.postgres.LocalPostgres;
import com.kaldrix.monitoring.local.postgres.TestDatabase;
import com.kaldrix.monitoring.local.sink.SinkName;
import com.kaldrix.monitoring.local.sink.Sinks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What stories are played on: the service, its database, its configuration, the sinks where people are told, and a clock that stands still. */
final class StoryStage {
    /** When each story begins. */
    static final Instant START = Instant.parse("2026-03-02T03:00:00Z");

    private final String[] arguments;
    private final Sinks sinks;
    private final Path directory;
    private ConfigurableApplicationContext context;

    /** The clock of the service is the story's. */
    @TestConfiguration(proxyBeanMethods = false)
    static class StoryClock {
        static final SettableClock CLOCK = new SettableClock(START);
        static final StoryMachine MACHINE = new StoryMachine();

        /** In the place of the service's own. */
        @Bean
        Executor ssmExecutor() {
            return MACHINE;
        }

        @Bean
        @Primary
        Clock storyClock() {
            return CLOCK;
        }
    }

    StoryStage() {
        try {
            directory = Files.createTempDirectory(Path.of("target"), "story");
            sinks = Sinks.start(0, 0);
            LocalAws aws = LocalAws.inMemory(0);
            String events = Objects.requireNonNull(new Provisioning("story", List.of("us-east-1"))
                            .apply(aws.endpoint())
                            .get("us-east-1"))
                    .topicArns()
                    .getOrDefault("events", "");
            TestDatabase database = LocalPostgres.shared().freshDatabase();
            System.setProperty("aws.accessKeyId", "story");
            System.setProperty("aws.secretAccessKey", "story");
            write("receivers: [{name: nobody}]\nroute: {receiver: nobody}\n", "{}\n");
            arguments = new String[] {
                "--server.port=0",
                "--kaldrix.workers=false",
                "--kaldrix.outbox.enabled=false",
                "--kaldrix.intake.repetition.within=0s",
                "--spring.main.allow-bean-definition-overriding=true",
                "--spring.datasource.url=" + database.jdbcUrl(),
                "--spring.datasource.username=" + database.username(),
                "--spring.datasource.password=" + database.password(),
                "--kaldrix.aws.endpoint=" + aws.endpoint(),
                "--kaldrix.topics.events=" + events,
                "--kaldrix.callbacks.slack-signing-secret=" + Story.SLACK_SECRET,
                "--kaldrix.callbacks.pagerduty-secrets=another," + Story.PAGERDUTY_SECRET,
                "--kaldrix.callbacks.voice-secret=" + Story.VOICE_SECRET,
                "--kaldrix.email.ses-endpoint=" + sinks.vendor(SinkName.SES),
                "--kaldrix.delivery.retry-first=10ms",
                "--kaldrix.delivery.retry-most=50ms",
                "--kaldrix.delivery.breaker.pause=50ms",
                "--kaldrix.delivery.limits.slack.interval=0s",
                "--kaldrix.delivery.limits.pagerduty.interval=0s",
                "--kaldrix.configuration.file=" + directory.resolve("alertmanager.yml"),
                "--kaldrix.configuration.rules=" + directory.resolve("kaldrix.yml")
            };
            context = run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ConfigurableApplicationContext run() {
        SpringApplication application = new SpringApplication(AlertProcessor.class, StoryClock.class);
        application.setAdditionalProfiles("test");
        return application.run(arguments);
    }

    /** The service ends. */
    void stop() {
        context.close();
    }

    /** A service starts on the same database. */
    void start() {
        context = run();
    }

    /** Nothing has happened, and nobody has been told anything. */
    void clean() {
        clock().set(START);
        Tables.empty(
                jdbc(),
                "alert, inbox, incident, dismissal, delivery, channel, outbox, silence, maintenance_window, window_reminder, flap,"
                        + " on_call_override, on_call_schedule, heartbeat, heartbeat_watch, remediation, remediation_rule, remediation_switch");
        machine().clear();
        for (SinkName sink : SinkName.values()) {
            sinks.behave(sink);
            sinks.clear(sink);
        }
    }

    /** Loads a configuration; {@code ${slack}}, {@code ${pagerduty}} and {@code ${webhook}} are the sinks' addresses. */
    void load(String routes, String rules) {
        write(routes, rules);
        bean(ActiveConfiguration.class).reload();
    }

    private void write(String routes, String rules) {
        try {
            Files.writeString(
                    directory.resolve("alertmanager.yml"),
                    routes.replace("${slack}", sinks.slackWebhook("story").toString())
                            .replace("${slackapi}", sinks.slackApi() + "/chat.postMessage")
                            .replace("${pagerduty}", sinks.pagerDuty() + "/v2/enqueue")
                            .replace("${smtp}", "localhost:" + sinks.smtpPort())
                            .replace("${webhook}", sinks.url() + "/webhook"));
            Files.writeString(
                    directory.resolve("kaldrix.yml"),
                    rules.replace("${webhook}", sinks.url() + "/webhook")
                            .replace("${sms}", sinks.vendor(SinkName.SMS).toString())
                            .replace("${voice}", sinks.vendor(SinkName.VOICE).toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Does what this has to do now. */
    void run(String work) {
        context.getBean(work, Work.class).run(() -> {});
    }

    SettableClock clock() {
        return StoryClock.CLOCK;
    }

    /** What stands where SSM does. */
    StoryMachine machine() {
        return StoryClock.MACHINE;
    }

    JdbcClient jdbc() {
        return bean(JdbcClient.class);
    }

    Sinks sinks() {
        return sinks;
    }

    /** Where the service is. */
    URI service() {
        return URI.create("http://localhost:" + context.getEnvironment().getProperty("local.server.port"));
    }
}
