package com.kaldrix.monitoring.alert.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.notify.Deliveries.Claim;
import com.kaldrix.monitoring.alert.notify.Deliveries.Claims;
import com.kaldrix.monitoring.alert.notify.Deliveries.DueChannel;
import com.kaldrix.monitoring.alert.receiver.Address;
import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.common.json.JsonColumns;
import com.kaldrix.monitoring.common.work.Bell;
import com.kaldrix.monitoring.local.postgres.LocalPostgres;
import com.kaldrix.monitoring.local.postgres.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** All messages of a channel share one row, and nobody may have to wait for it while all is well. */
class ChannelRowTest {
    private static final DueChannel CHANNEL = new DueChannel("webhook:0011", "webhook");
    private static final Duration LEASE = Duration.ofSeconds(15);

    private final TestDatabase database = LocalPostgres.shared().freshDatabase();
    private final DataSource source = database.dataSource();
    private final TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(source));
    private final JdbcDeliveries deliveries =
            new JdbcDeliveries(JdbcClient.create(source), new JsonColumns(), new Replica("this"), new Bell());

    @BeforeEach
    void migrate() {
        Flyway.configure().dataSource(source).load().migrate();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void aMessageIsAddedWhileTheEndOfAnotherIsWrittenDown() {
        add();
        Claim first = claim().claims().getFirst();

        transaction.executeWithoutResult(status -> {
            finish(first);
            assertThat(meanwhile(() -> {
                        add();
                        return true;
                    }))
                    .isTrue();
        });
    }

    @Test
    void messagesAreClaimedWhileTheEndsOfOthersAreWrittenDown() {
        add();
        add();
        Claim first = claim().claims().getFirst();
        Claim second = claim().claims().getFirst();
        transaction.executeWithoutResult(status -> finish(first));
        add();

        transaction.executeWithoutResult(status -> {
            finish(second);
            assertThat(meanwhile(this::claim).claims()).hasSize(1);
        });
    }

    private void add() {
        Notification sample = Samples.of(Notification.Kind.TEST);
        Notification fresh = new Notification(
                Ids.next(),
                sample.kind(),
                sample.incident(),
                sample.receiver(),
                sample.alerts(),
                sample.notes(),
                Ids.next().toString(),
                sample.at());
        Delivery delivery = new Delivery(
                fresh,
                Address.parse("on-call/webhook[0]"),
                CHANNEL.key(),
                sample.at().plus(Duration.ofDays(1)),
                null,
                null,
                false);
        transaction.executeWithoutResult(status -> deliveries.add(List.of(delivery)));
    }

    private Claims claim() {
        Claims claims = transaction.execute(status -> deliveries.claim(CHANNEL, 1, RateLimit.NONE, LEASE));
        return claims == null ? Claims.NONE : claims;
    }

    private void finish(Claim claim) {
        deliveries.finish(claim, Outcome.Delivered.PLAIN, Duration.ZERO, Samples.OPENED);
    }

    /** What somebody else does at the same time, who must not have to wait for this transaction. */
    private static <T> T meanwhile(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work)
                .orTimeout(5, TimeUnit.SECONDS)
                .join();
    }
}
