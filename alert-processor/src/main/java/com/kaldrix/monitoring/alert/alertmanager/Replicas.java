package com.kaldrix.monitoring.alert.alertmanager;

import com.kaldrix.monitoring.alert.alertmanager.Shapes.Peer;
import com.kaldrix.monitoring.alert.notify.Replica;
import com.kaldrix.monitoring.common.work.Bell;
import com.kaldrix.monitoring.common.work.Work;
import com.kaldrix.monitoring.common.work.Worker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The processes that work on one database. They need nothing of each other; this is for people who want to see them. */
@Repository
class Replicas implements Work {
    private static final Logger LOG = LoggerFactory.getLogger(Replicas.class);
    private static final Duration BEAT = Duration.ofSeconds(5);

    private static final String SEEN = """
            insert into replica (name, address, started_at, seen_at) values (:name, :address, :started, clock_timestamp())
            on conflict (name) do update
            set address = excluded.address, started_at = excluded.started_at, seen_at = excluded.seen_at
            """;

    private static final String FORGET = "delete from replica where seen_at < clock_timestamp() - interval '1 hour'";

    private static final String LEAVE = "delete from replica where name = :name";

    private static final String ALIVE = """
            select name, address from replica where seen_at > clock_timestamp() - interval '20 seconds' order by name
            """;

    private final JdbcClient jdbc;
    private final Replica self;
    private final String address;
    private final Instant startedAt;

    Replicas(JdbcClient jdbc, Replica self, Clock clock, @Value("${server.port:8080}") int port) {
        this.jdbc = jdbc;
        this.self = self;
        this.address = self.name().substring(self.name().indexOf('@') + 1) + ":" + port;
        this.startedAt = clock.instant();
    }

    @Override
    public String name() {
        return "replicas";
    }

    @Override
    public Duration run(Wake wake) {
        jdbc.sql(SEEN)
                .param("name", self.name())
                .param("address", address)
                .param("started", OffsetDateTime.ofInstant(startedAt, ZoneOffset.UTC))
                .update();
        jdbc.sql(FORGET).update();
        return BEAT;
    }

    @Override
    public void stop(Duration most) {
        try {
            jdbc.sql(LEAVE).param("name", self.name()).update();
        } catch (DataAccessException away) {
            LOG.atDebug()
                    .setCause(away)
                    .log("Nobody could be told that this replica ends; it is forgotten in a moment");
        }
    }

    Peer self() {
        return new Peer(self.name(), address);
    }

    Instant startedAt() {
        return startedAt;
    }

    /** All that were seen a moment ago, and this one. */
    List<Peer> alive() {
        List<Peer> alive = new ArrayList<>(jdbc.sql(ALIVE)
                .query((row, number) -> new Peer(row.getString("name"), row.getString("address")))
                .list());
        if (alive.stream().noneMatch(peer -> peer.name().equals(self.name()))) {
            alive.add(self());
        }
        return alive;
    }

    /** Says every few seconds that this one lives. */
    @Configuration(proxyBeanMethods = false)
    static class Heartbeat {
        @Bean
        Worker replicaWorker(Replicas replicas) {
            return new Worker(replicas, new Bell());
        }
    }
}
