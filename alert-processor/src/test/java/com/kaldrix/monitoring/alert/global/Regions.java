package com.kaldrix.monitoring.alert.global;

import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.alert.AlertProcessor;
import com.kaldrix.monitoring.alert.intake.IncomingAlert;
import com.kaldrix.monitoring.alert.intake.Intake;
import com.kaldrix.monitoring.common.event.AlertLifecycle;
import com.kaldrix.monitoring.common.event.CloudEvent;
import com.kaldrix.monitoring.common.event.RegionHeartbeat;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.postgres.Tables;
import com.kaldrix.monitoring.common.security.Actor;
import com.kaldrix.monitoring.common.security.Role;
import com.kaldrix.monitoring.common.time.SettableClock;
import com.kaldrix.monitoring.common.work.Work;
import com.kaldrix.monitoring.common.yaml.PrometheusDuration;
import com.kaldrix.monitoring.local.postgres.LocalPostgres;
import com.kaldrix.monitoring.local.postgres.TestDatabase;
import com.kaldrix.monitoring.local.sink.Receipt;
import com.kaldrix.monitoring.local.sink.SinkName;
import com.kaldrix.monitoring.local.sink.Sinks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Three regions in one JVM, each with a service and a database of its own, and one clock that the story moves. Events leave a region by its outbox and come
 * to every region that listens, as topics and queues would bring them, and as badly as the story wants: late, twice, out of order.
 */
final class Regions {
    static final String EAST = "us-east-1";
    static final String WEST = "us-west-2";
    static final String EUROPE = "eu-west-1";

    private static final Instant START = Instant.parse("2026-03-02T03:00:00Z");
    private static final Duration STEP = Duration.ofSeconds(30);
    private static final Actor ROOT = new Actor("root", Set.of(Role.ADMIN), "127.0.0.1");
    private static final String ROUTES = """
            route: {receiver: on-call, group_by: [alertname, region], group_wait: 0s, group_interval: 1m, repeat_interval: 12h}
            receivers:
              - name: on-call
                slack_configs: [{api_url: '${slack}', send_resolved: true}]
                pagerduty_configs: [{routing_key: on-call-key, url: '${pagerduty}'}]
            """;

    private static @Nullable Regions shared;

    private final Map<String, House> houses = new LinkedHashMap<>();
    private final Sinks sinks;
    private final Path directory;
    private @Nullable Random disorder;

    /** The clock of all services is the story's. */
    @TestConfiguration(proxyBeanMethods = false)
    static class OneClock {
        static final SettableClock CLOCK = new SettableClock(START);

        @Bean
        @Primary
        Clock storyClock() {
            return CLOCK;
        }
    }

    /** A region's service. */
    private static final class House {
        private final ConfigurableApplicationContext context;
        private final JdbcClient jdbc;
        private final List<String> mailbox = new ArrayList<>();
        private UUID sent = new UUID(0, 0);
        private boolean up = true;
        private boolean listens = true;

        House(ConfigurableApplicationContext context) {
            this.context = context;
            this.jdbc = context.getBean(JdbcClient.class);
        }

        void run(String work) {
            context.getBean(work, Work.class).run(() -> {});
        }

        void work() {
            run("pulse");
            run("incidentEngine");
            run("fallbackWork");
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> {
                        run("dispatcher");
                        return jdbc.sql("select count(*) from delivery where state in ('sending', 'pending')")
                                        .query(Integer.class)
                                        .single()
                                == 0;
                    });
        }

        /** What it published since. */
        List<String> published() {
            List<String> bodies = new ArrayList<>();
            jdbc.sql("select id, body from outbox where topic = 'events' and id > :sent order by id")
                    .param("sent", sent)
                    .query(row -> {
                        sent = row.getObject("id", UUID.class);
                        bodies.add(row.getString("body"));
                    });
            return bodies;
        }

        void hear(List<String> bodies) {
            List<CloudEvent<AlertLifecycle>> events = new ArrayList<>();
            List<RegionHeartbeat> beats = new ArrayList<>();
            for (String body : bodies) {
                switch (GlobalEvents.read(body)) {
                    case GlobalEvents.Happened found -> events.add(found.event());
                    case GlobalEvents.Alive found -> beats.add(found.beat());
                    case GlobalEvents.Ignored nothing -> {}
                    case GlobalEvents.Poison bad -> throw new IllegalStateException(bad.reason());
                }
            }
            context.getBean(Ear.class).listened();
            context.getBean(GlobalView.class).hear(events);
            context.getBean(Ear.class).hear(beats);
        }
    }

    /** Three regions in which nothing has happened; us-east-1 is the hub. */
    static synchronized Regions begin() {
        Regions regions = shared;
        if (regions == null) {
            regions = new Regions();
            shared = regions;
        }
        regions.clean();
        return regions;
    }

    private Regions() {
        try {
            directory = Files.createTempDirectory(Path.of("target"), "regions").toAbsolutePath();
            sinks = Sinks.start(0, 0);
            Files.writeString(
                    directory.resolve("alertmanager.yml"),
                    ROUTES.replace("${slack}", sinks.slackWebhook("story").toString())
                            .replace("${pagerduty}", sinks.pagerDuty() + "/v2/enqueue"));
            Files.writeString(directory.resolve("kaldrix.yml"), "{}\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.setProperty("aws.accessKeyId", "story");
        System.setProperty("aws.secretAccessKey", "story");
        List.of(EAST, WEST, EUROPE).forEach(region -> houses.put(region, new House(start(region))));
    }

    private ConfigurableApplicationContext start(String region) {
        TestDatabase database = LocalPostgres.shared().freshDatabase();
        SpringApplication application = new SpringApplication(AlertProcessor.class, OneClock.class);
        application.setAdditionalProfiles("test");
        return application.run(
                "--server.port=0",
                "--kaldrix.region=" + region,
                "--kaldrix.workers=false",
                "--kaldrix.outbox.enabled=false",
                "--kaldrix.intake.repetition.within=0s",
                "--spring.main.allow-bean-definition-overriding=true",
                "--spring.datasource.url=" + database.jdbcUrl(),
                "--spring.datasource.username=" + database.username(),
                "--spring.datasource.password=" + database.password(),
                "--spring.datasource.hikari.maximum-pool-size=5",
                "--kaldrix.delivery.limits.slack.interval=0s",
                "--kaldrix.delivery.limits.pagerduty.interval=0s",
                "--kaldrix.global.hub=" + region.equals(EAST),
                "--kaldrix.global.claims=" + claims(),
                "--kaldrix.configuration.file=" + directory.resolve("alertmanager.yml"),
                "--kaldrix.configuration.rules=" + directory.resolve("kaldrix.yml"));
    }

    private Path claims() {
        return directory.resolve("claims");
    }

    private void clean() {
        OneClock.CLOCK.set(START);
        disorder = null;
        houses.values().forEach(house -> {
            Tables.empty(
                    house.jdbc,
                    "alert, inbox, incident, dismissal, delivery, channel, outbox, heartbeat, heartbeat_watch, global_incident,"
                            + " region_beat, global_ear, region_pulse, hub_role");
            house.mailbox.clear();
            house.up = true;
            house.listens = true;
        });
        deleteClaims();
        for (SinkName sink : SinkName.values()) {
            sinks.behave(sink);
            sinks.clear(sink);
        }
    }

    private void deleteClaims() {
        try (Stream<Path> files = Files.walk(claims())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
            // As the store of files has it.
            Files.createDirectories(claims().resolve(".incoming"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private House house(String region) {
        return Objects.requireNonNull(houses.get(region));
    }

    /** Lets time pass until then, with all that is due on the way. */
    Regions at(String time) {
        Instant target = START.plus(PrometheusDuration.parse(time));
        while (OneClock.CLOCK.instant().isBefore(target)) {
            OneClock.CLOCK.advance(STEP);
            step();
        }
        return this;
    }

    private void step() {
        for (House house : houses.values()) {
            if (house.up) {
                house.work();
                List<String> bodies = house.published();
                houses.values().forEach(other -> other.mailbox.addAll(bodies));
            }
        }
        for (House house : houses.values()) {
            if (house.up && house.listens) {
                house.hear(taken(house.mailbox));
            }
            if (house.up) {
                house.run("silenceWatch");
            }
        }
    }

    /** What comes out of a queue now: all of it, unless it is in disorder; then some of it, some of it again, in any order. */
    private List<String> taken(List<String> mailbox) {
        Random random = disorder;
        if (random == null) {
            List<String> all = List.copyOf(mailbox);
            mailbox.clear();
            return all;
        }
        Collections.shuffle(mailbox, random);
        List<String> some = List.copyOf(mailbox.subList(0, mailbox.size() - mailbox.size() / 4));
        mailbox.removeIf(body -> some.contains(body) && random.nextInt(4) > 0);
        return some;
    }

    /** Events come late, again and out of order from now on. */
    Regions disorder(long seed) {
        disorder = new Random(seed);
        return this;
    }

    /** Events come as they should from now on. */
    Regions order() {
        disorder = null;
        return this;
    }

    /** The region is gone, with all that it runs. */
    Regions down(String region) {
        house(region).up = false;
        return this;
    }

    Regions up(String region) {
        house(region).up = true;
        return this;
    }

    /** The region hears nobody; it is heard all the same. */
    Regions cutOff(String region) {
        house(region).listens = false;
        return this;
    }

    Regions reconnect(String region) {
        house(region).listens = true;
        return this;
    }

    /** Somebody makes a region the hub. */
    Regions hub(String region, boolean hub) {
        var unused = house(region).context.getBean(HubRole.class).decide(hub, ROOT);
        return this;
    }

    /** What is in the place of the claims is no folder any more. */
    Regions claimsAway() {
        deleteClaims();
        try {
            Files.delete(claims().resolve(".incoming"));
            Files.delete(claims());
            Files.writeString(claims(), "away");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Regions claimsBack() {
        deleteClaims();
        return this;
    }

    Regions fire(String region, String alert) {
        return report(region, alert, OneClock.CLOCK.instant(), null);
    }

    Regions end(String region, String alert) {
        return report(region, alert, null, OneClock.CLOCK.instant());
    }

    private Regions report(String region, String alert, @Nullable Instant start, @Nullable Instant end) {
        Labels labels = Labels.of("alertname", alert, "region", region, "component", "gateway", "severity", "P0");
        house(region)
                .context
                .getBean(Intake.class)
                .accept(List.of(new IncomingAlert("story", labels, Map.of("summary", "Story"), start, end, "")
                        .heldUntilResolved(OneClock.CLOCK.instant())));
        return this;
    }

    /** What arrived there and holds this text, without what told the receiver nothing new. */
    List<Receipt> told(SinkName sink, String text) {
        return all(sink, text).stream().filter(receipt -> !receipt.duplicate()).toList();
    }

    /** What arrived there and holds this text. */
    List<Receipt> all(SinkName sink, String text) {
        return sinks.receipts(sink, 0, 1000).stream()
                .filter(Receipt::accepted)
                .filter(receipt -> receipt.body().toString().contains(text))
                .toList();
    }

    /** The global view of a region, a line for each incident: title, state, regions. */
    List<String> view(String region) {
        return house(region).jdbc.sql("""
                        select g.title || ' ' || g.state || ' ' || string_agg(r.region, '+' order by r.region) as line
                        from global_incident g join regional_incident r on r.global_id = g.id group by g.id order by g.opened_at
                        """).query(String.class).list();
    }

    /** How a region fares in the eyes of another: {@code ok}, {@code silent}, or {@code silent} and from where people were told. */
    String fares(String watcher, String region) {
        return house(watcher)
                .jdbc
                .sql("""
                        select case when silent_since is null then 'ok' else 'silent' || coalesce(', told ' || told, '') end
                        from region_beat where region = :region
                        """)
                .param("region", region)
                .query(String.class)
                .single();
    }

    int openIncidents(String region) {
        return house(region)
                .jdbc
                .sql("select count(*) from incident where state <> 'resolved'")
                .query(Integer.class)
                .single();
    }
}
