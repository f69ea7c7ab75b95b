package com.kaldrix.monitoring.alert.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.alert.api.ApiTest;
import com.kaldrix.monitoring.alert.incident.IncidentDesk;
import com.kaldrix.monitoring.alert.intake.IncomingAlert;
import com.kaldrix.monitoring.alert.intake.Intake;
import com.kaldrix.monitoring.alert.notify.Replica;
import com.kaldrix.monitoring.alert.silence.Silence;
import com.kaldrix.monitoring.alert.silence.SilenceDesk;
import com.kaldrix.monitoring.alert.silence.SilenceDraft;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.common.security.Actor;
import com.kaldrix.monitoring.common.security.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class RetentionTest extends ApiTest {
    @Autowired
    private Retention retention;

    @Autowired
    private SilenceRetention silenceRetention;

    @Autowired
    private WindowRetention windowRetention;

    @Autowired
    private SilenceDesk silences;

    @Autowired
    private Intake intake;

    @Autowired
    private IncidentDesk desk;

    @Autowired
    private DataSource database;

    private UUID report(String region) {
        intake.accept(Map.of(
                "message " + region,
                List.of(new IncomingAlert(
                        "prometheus",
                        Labels.of("alertname", "Outage", "region", region, "severity", "P0"),
                        Map.of(),
                        clock.instant(),
                        null,
                        ""))));
        return jdbc.sql("select id from incident where region = :region")
                .param("region", region)
                .query(UUID.class)
                .single();
    }

    @Test
    void forgetsASilenceFiveDaysAfterItsEnd() {
        Silence silence = silences.create(
                new SilenceDraft(
                        Matchers.parse("a=b"), clock.instant(), clock.instant().plus(Duration.ofHours(1)), "", ""),
                new Actor("alice", Set.of(Role.RESPONDER), "127.0.0.1"));
        clock.set(silence.endsAt().plus(Duration.ofDays(5)));
        silenceRetention.forgetSilences();
        assertThat(count("silence")).isEqualTo(1);

        clock.advance(Duration.ofSeconds(1));
        silenceRetention.forgetSilences();
        assertThat(count("silence")).isZero();
    }

    @Test
    void forgetsAnOverrideAYearAfterItsEnd() {
        jdbc.sql("""
                        insert into on_call_override (id, schedule, person, starts_at, ends_at, made_by, made_at)
                        values (gen_random_uuid(), 'primary', 'ben', :at::timestamptz - interval '1 hour', :at, 'ada', :at)
                        """)
                .param("at", clock.instant().atOffset(java.time.ZoneOffset.UTC))
                .update();
        clock.advance(Duration.ofDays(365));
        windowRetention.forgetWindows();
        assertThat(count("on_call_override")).isOne();

        clock.advance(Duration.ofSeconds(1));
        windowRetention.forgetWindows();
        assertThat(count("on_call_override")).isZero();
    }

    private long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }

    @Test
    void forgetsAnIncidentWithAllThatBelongsToItAYearAfterItsEnd() {
        var over = desk.resolve(report("eu-west-1"), "alice");
        report("us-east-1");
        clock.advance(Duration.ofDays(365));
        retention.forgetIncidents();
        assertThat(count("incident")).isEqualTo(2);

        clock.advance(Duration.ofSeconds(1));
        retention.forgetIncidents();
        assertThat(jdbc.sql("select region from incident").query(String.class).list())
                .containsExactly("us-east-1");
        assertThat(jdbc.sql("select count(*) from timeline where incident_id = :id")
                        .param("id", over.id())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void forgetsAnAlertOnlyWhenItIsOverForAWhileAndNoIncidentHasIt() {
        report("eu-west-1");
        clock.advance(Duration.ofMinutes(66));
        retention.forgetAlerts();
        assertThat(count("alert")).as("its incident is still to tell its end").isOne();

        var unused = engine.run(() -> {});
        retention.forgetAlerts();
        assertThat(count("alert")).isZero();
        assertThat(jdbc.sql("select snapshot ->> 'severity' from incident_alert")
                        .query(String.class)
                        .single())
                .isEqualTo("P0");
    }

    @Test
    void remembersAlertsThatFireOrWereOverJustNow() {
        report("eu-west-1");
        clock.advance(Duration.ofMinutes(5).plusSeconds(1));
        var unused = engine.run(() -> {});
        retention.forgetAlerts();

        assertThat(count("alert")).isOne();
    }

    @Test
    void recognisesMessagesForAsLongAsAQueueKeepsThem() {
        report("eu-west-1");
        clock.advance(Duration.ofDays(14));
        retention.forgetMessages();
        assertThat(count("inbox")).isOne();

        clock.advance(Duration.ofSeconds(1));
        retention.forgetMessages();
        assertThat(count("inbox")).isZero();
    }

    @Test
    void isDoneFromTimeToTimeByOneReplica() {
        report("eu-west-1");
        clock.advance(Duration.ofDays(20));
        Housekeeping one =
                new Housekeeping(database, retention, silenceRetention, windowRetention, new Replica("one"), clock);
        Housekeeping other =
                new Housekeeping(database, retention, silenceRetention, windowRetention, new Replica("other"), clock);
        one.start();
        other.start();
        try {
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(jdbc.sql("""
                    select task_name from scheduled_tasks
                    where last_success = :now and execution_time > :now and consecutive_failures = 0 order by 1
                    """)
                                    .param("now", clock.instant().atOffset(java.time.ZoneOffset.UTC))
                                    .query(String.class)
                                    .list())
                            .containsExactly(
                                    "forget-alerts",
                                    "forget-incidents",
                                    "forget-messages",
                                    "forget-silences",
                                    "forget-windows"));
            assertThat(count("inbox")).isZero();
        } finally {
            one.stop();
            other.stop();
        }
    }
}
