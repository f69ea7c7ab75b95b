package com.kaldrix.monitoring.anomaly.weekly;

import com.kaldrix.monitoring.common.event.AlertSignal;
import com.kaldrix.monitoring.common.event.CloudEvent;
import com.kaldrix.monitoring.common.event.CloudEvents;
import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.outbox.Outbox;
import com.kaldrix.monitoring.common.outbox.OutboxMessage;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.common.severity.Severity;
import com.kaldrix.monitoring.common.work.Work;
import java.net.URI;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.transaction.support.TransactionOperations;

/** On Mondays at six, UTC: notes of four weeks, each an alert of the lowest severity that is over after the week. Once a week. */
final class WeeklyWork implements Work {
    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final int HOUR = 6;

    private final Shop shop;
    private final Review review;

    /**
     * What it works with.
     *
     * @param region where it runs
     * @param address where people reach this service
     */
    record Shop(
            Notes notes, Outbox outbox, TransactionOperations transactions, Clock clock, Region region, URI address) {}

    WeeklyWork(Shop shop, Review review) {
        this.shop = shop;
        this.review = review;
    }

    @Override
    public String name() {
        return "weekly";
    }

    @Override
    public Duration run(Wake wake) {
        Instant now = shop.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        Instant week = beginning(now);
        shop.transactions().executeWithoutResult(status -> {
            if (shop.notes().take(week, now)) {
                List<Note> notes = review.of(now);
                notes.forEach(note -> {
                    shop.notes().add(week, note);
                    tell(note, now);
                });
            }
        });
        return EVERY;
    }

    private static Instant beginning(Instant now) {
        Instant monday = now.minus(Duration.ofHours(HOUR))
                .atOffset(ZoneOffset.UTC)
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .truncatedTo(ChronoUnit.DAYS)
                .toInstant();
        return monday.plus(Duration.ofHours(HOUR));
    }

    private void tell(Note note, Instant now) {
        String region = note.series().find("region").orElse(shop.region().code());
        String component = note.series().find("component").orElse("unknown");
        AlertSignal signal = new AlertSignal(
                AlertSignal.Status.FIRING,
                "WeeklyReview",
                Severity.P3,
                component,
                Labels.of(
                        "region", region,
                        "component", component,
                        "kind", note.kind().word(),
                        "metric", note.series().get("__name__"),
                        "note", note.id().toString()),
                Map.of("summary", note.words(), "description", note.words() + "\n" + note.series()),
                now,
                now.plus(WEEK),
                shop.address()
                        .resolve("/api/v1/weekly/" + note.id() + "/plot.svg")
                        .toString());
        UUID id = Ids.next();
        CloudEvent<AlertSignal> message = new CloudEvent<>(
                id.toString(), "/anomaly-processor", note.id().toString(), now, shop.region(), null, signal);
        shop.outbox()
                .append(new OutboxMessage(
                        id,
                        "alerts",
                        AlertSignal.TYPE,
                        CloudEvents.write(message),
                        Map.of("region", shop.region().code())));
    }
}
