package com.kaldrix.monitoring.alert.notify;

import com.kaldrix.monitoring.alert.notify.Outcome.Delivered;
import com.kaldrix.monitoring.alert.notify.Outcome.Rejected;
import com.kaldrix.monitoring.alert.notify.Outcome.RetryAfter;
import com.kaldrix.monitoring.alert.notify.Outcome.Unavailable;
import com.kaldrix.monitoring.alert.notify.Outcome.Unknown;
import com.kaldrix.monitoring.alert.receiver.Address;
import com.kaldrix.monitoring.common.json.JsonColumns;
import com.kaldrix.monitoring.common.work.Bell;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
class JdbcDeliveries implements Deliveries {
    private final JdbcClient jdbc;
    private final JsonColumns json;
    private final Replica replica;
    private final Bell deliveryBell;

    JdbcDeliveries(JdbcClient jdbc, JsonColumns json, Replica replica, Bell deliveryBell) {
        this.deliveryBell = deliveryBell;
        this.jdbc = jdbc;
        this.json = json;
        this.replica = replica;
    }

    @Override
    @Transactional
    public void add(List<Delivery> deliveries) {
        for (Delivery delivery : deliveries) {
            Notification notification = delivery.notification();
            jdbc.sql(DeliverySql.ADD_CHANNEL)
                    .param("key", delivery.channel())
                    .param("kind", delivery.address().kind())
                    .update();
            jdbc.sql(DeliverySql.ADD)
                    .param("id", notification.delivery())
                    .param(
                            "incident",
                            notification.kind().hasIncident()
                                    ? notification.incident().id()
                                    : null)
                    .param("thread", delivery.thread())
                    .param("receiver", delivery.address().receiver())
                    .param("integration", delivery.address().toString())
                    .param("channel", delivery.channel())
                    .param("kind", kind(notification))
                    .param("severity", notification.incident().severity().ordinal())
                    .param("notification", json.write(notification))
                    .param("created", at(notification.at()))
                    .param("expires", at(delivery.expiresAt()))
                    .param(
                            "fallback",
                            Optional.ofNullable(delivery.fallbackAt())
                                    .map(JdbcDeliveries::at)
                                    .orElse(null))
                    .param("fallbackOf", delivery.fallbackOf())
                    .param("onlyWithOlder", delivery.onlyWithOlder())
                    .update();
        }
        deliveryBell.ringAfterCommit();
    }

    @Override
    public List<ToldThread> threads(UUID incident) {
        return jdbc.sql(DeliverySql.THREADS)
                .param("incident", incident)
                .query((row, number) -> new ToldThread(
                        Address.parse(row.getString("integration")),
                        row.getString("dedup_key"),
                        row.getBoolean("waiting")))
                .list();
    }

    @Override
    public List<DueChannel> due() {
        return jdbc.sql(DeliverySql.DUE)
                .query((row, number) -> new DueChannel(row.getString("channel"), row.getString("kind")))
                .list();
    }

    @Override
    @Transactional
    public Claims claim(DueChannel channel, int most, RateLimit limit, Duration lease) {
        Optional<Double> ahead = jdbc.sql(DeliverySql.LOCK_CHANNEL)
                .param("key", channel.key())
                .query(Double.class)
                .optional();
        if (ahead.isEmpty()) {
            return Claims.NONE;
        }
        Allowance allowance = Allowance.of(limit, ahead.get(), most);
        if (allowance.messages() == 0) {
            return new Claims(List.of(), allowance.comeAgainIn());
        }
        List<Head> heads = jdbc.sql(DeliverySql.HEADS)
                .param("channel", channel.key())
                .param("most", allowance.messages())
                .query((row, number) -> head(row))
                .list();
        List<Claim> claims = new ArrayList<>();
        for (Head head : heads) {
            claim(head, channel.key(), lease).ifPresent(claims::add);
        }
        if (!limit.unlimited() && !claims.isEmpty()) {
            jdbc.sql(DeliverySql.SPEND)
                    .param("key", channel.key())
                    .param("cost", seconds(limit.interval().multipliedBy(claims.size())))
                    .update();
        }
        Duration again = heads.size() == allowance.messages() ? allowance.comeAgainIn() : Duration.ZERO;
        return new Claims(claims, again);
    }

    private Optional<Claim> claim(Head head, String channel, Duration lease) {
        List<Older> older = jdbc
                .sql(DeliverySql.SUPERSEDE)
                .param("thread", head.thread())
                .param("place", head.place())
                .query((row, number) -> new Older(
                        row.getLong("place"),
                        json.read(row.getString("notification"), Notification.class),
                        row.getBoolean("uncertain")))
                .list()
                .stream()
                .sorted(java.util.Comparator.comparingLong(Older::place))
                .toList();
        Optional<String> reference = jdbc.sql(DeliverySql.LATEST_DELIVERED)
                .param("thread", head.thread())
                .query(String.class)
                .optional();
        if (head.onlyWithOlder() && older.isEmpty()) {
            jdbc.sql(DeliverySql.SKIP).param("id", head.id()).update();
            return Optional.empty();
        }
        Notification whole = head.notification()
                .inPlaceOf(older.stream().map(Older::notification).toList(), reference.isPresent());
        boolean uncertain = head.uncertain() || older.stream().anyMatch(Older::uncertain);
        int attempt = head.attempts() + 1;
        jdbc.sql(DeliverySql.CLAIM)
                .param("id", head.id())
                .param("attempt", attempt)
                .param("kind", kind(whole))
                .param("notification", whole.equals(head.notification()) ? null : json.write(whole))
                .param("uncertain", uncertain)
                .param("replica", replica.name())
                .param("lease", seconds(lease))
                .update();
        jdbc.sql(DeliverySql.BEGIN_ATTEMPT)
                .param("id", head.id())
                .param("attempt", attempt)
                .param("replica", replica.name())
                .update();
        return Optional.of(new Claim(
                head.id(),
                attempt,
                head.address(),
                channel,
                whole,
                reference.orElse(""),
                uncertain,
                Duration.ofMillis((long) (head.waited() * 1000))));
    }

    @Override
    @Transactional
    public void finish(Claim claim, Outcome outcome, Duration retryIn, Instant now) {
        Ending ending = Ending.of(outcome);
        jdbc.sql(DeliverySql.FINISH)
                .param("id", claim.id())
                .param("attempt", claim.attempt())
                .param("state", ending.state())
                .param("error", ending.reason())
                .param("uncertain", outcome instanceof Unknown)
                .param("reference", outcome instanceof Delivered delivered ? delivered.reference() : "")
                .param("now", at(now))
                .param("retry", seconds(retryIn))
                .update();
        jdbc.sql(DeliverySql.END_ATTEMPT)
                .param("id", claim.id())
                .param("attempt", claim.attempt())
                .param("outcome", ending.outcome())
                .param("reason", ending.reason())
                .update();
        switch (outcome) {
            case Delivered ignored -> {
                channel(DeliverySql.CHANNEL_IS_BACK, claim.channel());
                channel(DeliverySql.CHANNEL_DELIVERED, claim.channel());
            }
            case RetryAfter patience ->
                jdbc.sql(DeliverySql.CHANNEL_ASKED_FOR_PATIENCE)
                        .param("key", claim.channel())
                        .param("delay", seconds(patience.delay()))
                        .update();
            case Unavailable ignored -> channel(DeliverySql.CHANNEL_FAILED, claim.channel());
            case Unknown ignored -> channel(DeliverySql.CHANNEL_FAILED, claim.channel());
            case Rejected ignored -> channel(DeliverySql.CHANNEL_FAILED, claim.channel());
        }
    }

    private void channel(String sql, String key) {
        jdbc.sql(sql).param("key", key).update();
    }

    @Override
    @Transactional
    public void release(Claim claim) {
        jdbc.sql(DeliverySql.FORGET_ATTEMPT)
                .param("id", claim.id())
                .param("attempt", claim.attempt())
                .update();
        jdbc.sql(DeliverySql.RELEASE)
                .param("id", claim.id())
                .param("attempt", claim.attempt())
                .update();
    }

    @Override
    @Transactional
    public int reclaimLost() {
        return jdbc.sql(DeliverySql.RECLAIM).update();
    }

    @Override
    public List<Claim> expire(Instant now) {
        return jdbc.sql(DeliverySql.EXPIRE)
                .param("now", at(now))
                .query((row, number) -> new Claim(
                        row.getObject("id", UUID.class),
                        row.getInt("attempts"),
                        Address.parse(row.getString("integration")),
                        row.getString("channel"),
                        json.read(row.getString("notification"), Notification.class),
                        "",
                        row.getBoolean("uncertain"),
                        Duration.ZERO))
                .list();
    }

    @Override
    public List<Stuck> takeFallbacksDue(Instant now, int most) {
        return jdbc.sql(DeliverySql.FALLBACKS_DUE)
                .param("now", at(now))
                .param("most", most)
                .query((row, number) -> new Stuck(
                        new Delivery(
                                json.read(row.getString("notification"), Notification.class),
                                Address.parse(row.getString("integration")),
                                row.getString("channel"),
                                row.getObject("expires_at", OffsetDateTime.class)
                                        .toInstant(),
                                null,
                                null,
                                false),
                        row.getString("state").equals("rejected"),
                        row.getString("last_error")))
                .list();
    }

    @Override
    public Set<String> tried(UUID delivery) {
        return new HashSet<>(jdbc.sql(DeliverySql.TRIED)
                .param("id", delivery)
                .query(String.class)
                .list());
    }

    @Override
    public List<ChannelHealth> health() {
        return jdbc.sql(DeliverySql.HEALTH)
                .query((row, number) ->
                        new ChannelHealth(row.getString("key"), row.getBoolean("up"), row.getBoolean("waiting")))
                .list();
    }

    private Head head(ResultSet row) throws SQLException {
        return new Head(
                row.getObject("id", UUID.class),
                row.getLong("place"),
                row.getString("thread"),
                Address.parse(row.getString("integration")),
                json.read(row.getString("notification"), Notification.class),
                row.getInt("attempts"),
                row.getBoolean("uncertain"),
                row.getBoolean("only_with_older"),
                row.getDouble("waited"));
    }

    private static String kind(Notification notification) {
        return notification.kind().name().toLowerCase(Locale.ROOT);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private record Head(
            UUID id,
            long place,
            String thread,
            Address address,
            Notification notification,
            int attempts,
            boolean uncertain,
            boolean onlyWithOlder,
            double waited) {}

    private record Older(long place, Notification notification, boolean uncertain) {}

    /** What an outcome leaves in the tables. */
    private record Ending(String state, String outcome, String reason) {
        static Ending of(Outcome outcome) {
            return switch (outcome) {
                case Delivered ignored -> new Ending("delivered", "delivered", "");
                case RetryAfter patience -> new Ending("pending", "retry_after", patience.reason());
                case Unavailable failure -> new Ending("pending", "unavailable", failure.reason());
                case Unknown failure -> new Ending("pending", "unknown", failure.reason());
                case Rejected refusal -> new Ending("rejected", "rejected", refusal.reason());
            };
        }
    }
}
