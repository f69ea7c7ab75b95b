package com.kaldrix.monitoring.compliance.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.common.time.SettableClock;
import com.kaldrix.monitoring.compliance.MigratedDatabase;
import com.kaldrix.monitoring.compliance.intake.TestInbox;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

    @Test
    void whatIsOlderThanItHasToBeIsForgottenAndNothingElse() {
        try (MigratedDatabase database = new MigratedDatabase()) {
            for (Duration age : new Duration[] {Duration.ofDays(3), Duration.ofDays(1)}) {
                Timestamp at = Timestamp.from(NOW.minus(age));
                database.jdbc()
                        .sql("insert into inbox (message_id, received_at) values (:id, :at)")
                        .param("id", age.toString())
                        .param("at", at)
                        .update();
                database.jdbc()
                        .sql("insert into alert_response (id, incident_id, change, severity, title, opened_at, at)"
                                + " values (:id, :id, 'opened', 'P1', 't', :at, :at)")
                        .param("id", UUID.randomUUID())
                        .param("at", at)
                        .update();
            }
            Duration two = Duration.ofDays(2);
            Retention retention = new Retention(
                    TestInbox.of(database),
                    database.jdbc(),
                    new RetentionProperties(two, two, two, two),
                    new SettableClock(NOW));
            retention.forgetMessages();
            retention.forgetHistory();
            assertThat(database.count("inbox where message_id = 'PT24H'")).isEqualTo(1);
            assertThat(database.count("inbox")).isEqualTo(1);
            assertThat(database.count("alert_response")).isEqualTo(1);
        }
    }

    @Test
    void tooShortIsRefusedByName() {
        Duration day = Duration.ofDays(1);
        assertThatThrownBy(() -> new RetentionProperties(day, Duration.ofHours(1), day, day))
                .hasMessageContaining("kaldrix.retention.activity");
    }
}
