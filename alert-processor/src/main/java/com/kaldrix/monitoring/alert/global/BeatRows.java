package com.kaldrix.monitoring.alert.global;

import static com.kaldrix.monitoring.alert.global.GlobalPages.instantOrNull;
import static com.kaldrix.monitoring.alert.global.GlobalRows.at;
import static com.kaldrix.monitoring.alert.global.GlobalRows.instant;

import com.kaldrix.monitoring.common.event.RegionHeartbeat;
import com.kaldrix.monitoring.common.json.JsonColumns;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.region.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** When regions were heard of. All methods join the caller's transaction. */
@Repository
class BeatRows {
    private static final String HEARD = """
            insert into region_beat as b (region, beat_at, hub, open_incidents) values (:region, :at, :hub, :open)
            on conflict (region) do update set
                beat_at = excluded.beat_at, hub = excluded.hub, open_incidents = excluded.open_incidents
            where b.beat_at < excluded.beat_at
            """;

    // The row is locked before it is judged, so that a replica that is telling of the silence is waited for.
    private static final String RETURNED = """
            update region_beat b set silent_since = null, noticed_at = null, told = null, alert = null, noted = false
            from (select region, alert from region_beat where region = :region and silent_since < :at for update) as before
            where b.region = before.region
            returning before.alert
            """;

    private static final String NOTICE = """
            update region_beat set silent_since = beat_at, noticed_at = :now
            where region <> :own and silent_since is null and greatest(beat_at, :resumed) <= :limit
            """;

    private static final String UNTOLD = """
            select region, silent_since, noticed_at from region_beat
            where silent_since is not null and told is null and region = :region
            for update skip locked
            """;

    private static final String LISTENING = """
            insert into global_ear as e (id, heard_at, resumed_at) values (1, :now, :now)
            on conflict (id) do update set
                heard_at = greatest(e.heard_at, excluded.heard_at),
                resumed_at = case when e.heard_at < :pause then excluded.heard_at else e.resumed_at end
            """;

    private static final String PULSE = """
            insert into region_pulse as p (id, sent_at) values (1, :now)
            on conflict (id) do update set sent_at = excluded.sent_at where p.sent_at <= :due
            """;

    private final JdbcClient jdbc;
    private final JsonColumns json;

    BeatRows(JdbcClient jdbc, JsonColumns json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * How a region fares.
     *
     * @param region which
     * @param hub whether it believed to be the hub
     * @param openIncidents how many incidents it had
     * @param beatAt when it was alive last
     * @param silentSince its last heartbeat when it is silent; null while it is not
     * @param told {@code here} or {@code elsewhere}, from where people were told of that; null while nobody was
     */
    record State(
            String region,
            boolean hub,
            int openIncidents,
            Instant beatAt,
            @Nullable Instant silentSince,
            @Nullable String told) {}

    /** A silence that nobody was told of yet. */
    record Silence(Region region, Instant since, Instant noticedAt) {}

    void heard(RegionHeartbeat beat, Instant at) {
        jdbc.sql(HEARD)
                .param("region", beat.region().code())
                .param("at", at(at))
                .param("hub", beat.hub())
                .param("open", beat.openIncidents())
                .update();
    }

    /** One that was silent is not any more; the labels of the alert on that, or empty when people were not told from here. */
    Optional<Labels> returned(Region region, Instant at) {
        return jdbc
                .sql(RETURNED)
                .param("region", region.code())
                .param("at", at(at))
                .query((row, number) ->
                        Optional.ofNullable(row.getString("alert")).map(json::labels))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Calls those silent that were not heard since {@code limit}, as far as somebody has been listening since then. */
    void notice(Region own, Instant resumed, Instant limit, Instant now) {
        jdbc.sql(NOTICE)
                .param("own", own.code())
                .param("resumed", at(resumed))
                .param("limit", at(limit))
                .param("now", at(now))
                .update();
    }

    List<State> states() {
        return jdbc.sql(
                        "select region, hub, open_incidents, beat_at, silent_since, told from region_beat order by region")
                .query((row, number) -> new State(
                        row.getString("region"),
                        row.getBoolean("hub"),
                        row.getInt("open_incidents"),
                        instant(row, "beat_at"),
                        instantOrNull(row, "silent_since"),
                        row.getString("told")))
                .list();
    }

    /** The silence of a region if nobody was told of it and no other replica is at it; locked until the caller's transaction ends. */
    Optional<Silence> untold(String region) {
        return jdbc.sql(UNTOLD)
                .param("region", region)
                .query((row, number) -> new Silence(
                        new Region(row.getString("region")), instant(row, "silent_since"), instant(row, "noticed_at")))
                .optional();
    }

    void toldHere(Region region, Labels alert) {
        jdbc.sql("update region_beat set told = 'here', alert = :alert::jsonb where region = :region")
                .param("alert", json.write(alert))
                .param("region", region.code())
                .update();
    }

    void toldElsewhere(Region region) {
        jdbc.sql("update region_beat set told = 'elsewhere' where region = :region")
                .param("region", region.code())
                .update();
    }

    /** Silences that people were told of from here, and the other hubs do not know so yet. */
    List<Silence> unnoted() {
        return jdbc.sql("select region, silent_since, noticed_at from region_beat where told = 'here' and not noted")
                .query((row, number) -> new Silence(
                        new Region(row.getString("region")), instant(row, "silent_since"), instant(row, "noticed_at")))
                .list();
    }

    void noted(Silence silence) {
        jdbc.sql(
                        "update region_beat set noted = true where region = :region and silent_since = :since and told = 'here'")
                .param("region", silence.region().code())
                .param("since", at(silence.since()))
                .update();
    }

    /** Waits for a region no longer; the labels of the alert on its silence, and empty when there is no such region. */
    Optional<Optional<Labels>> forget(String region) {
        return jdbc.sql("delete from region_beat where region = :region returning alert")
                .param("region", region)
                .query((row, number) ->
                        Optional.ofNullable(row.getString("alert")).map(json::labels))
                .optional();
    }

    /** Writes down that the queue could be read then. */
    void listening(Instant heard, Duration pause) {
        jdbc.sql(LISTENING)
                .param("now", at(heard))
                .param("pause", at(heard.minus(pause)))
                .update();
    }

    /** Since when the queue can be read; empty when it cannot be. */
    Optional<Instant> listeningSince(Instant atLeast) {
        return jdbc.sql("select resumed_at from global_ear where heard_at >= :least")
                .param("least", at(atLeast))
                .query((row, number) -> instant(row, "resumed_at"))
                .optional();
    }

    /** Whether it is this caller's turn to say that the region is alive. */
    boolean pulse(Instant now, Instant due) {
        return jdbc.sql(PULSE).param("now", at(now)).param("due", at(due)).update() == 1;
    }

    int openIncidents() {
        return jdbc.sql("select count(*) from incident where state <> 'resolved'")
                .query(Integer.class)
                .single();
    }
}
