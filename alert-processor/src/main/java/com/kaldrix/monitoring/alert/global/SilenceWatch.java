package com.kaldrix.monitoring.alert.global;

import com.kaldrix.monitoring.alert.alert.Alert;
import com.kaldrix.monitoring.alert.global.BeatRows.Silence;
import com.kaldrix.monitoring.alert.intake.IncomingAlert;
import com.kaldrix.monitoring.alert.intake.Intake;
import com.kaldrix.monitoring.alert.notify.PublicAddress;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.work.Work;
import com.kaldrix.monitoring.common.yaml.PrometheusDuration;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Sees which regions are silent, and on the hub makes an alert of each silence, once, whichever replica sees it first and however many regions believe to
 * be the hub. A region that cannot listen judges nobody.
 */
@Component
class SilenceWatch implements Work {
    /** The name of the alert that the silence of a region is. */
    static final String ALERT = "RegionSilent";

    private static final Duration LOOK = Duration.ofSeconds(5);
    /** Without reading the queue for so long nobody could be heard; then everybody gets their time anew. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final BeatRows rows;
    private final HubRole role;
    private final Claims claims;
    private final Ear ear;
    private final Intake intake;
    private final Surroundings surroundings;

    SilenceWatch(BeatRows rows, HubRole role, Claims claims, Ear ear, Intake intake, Surroundings surroundings) {
        this.rows = rows;
        this.role = role;
        this.claims = claims;
        this.ear = ear;
        this.intake = intake;
        this.surroundings = surroundings;
    }

    /** What a watch stands on. */
    record Surroundings(
            GlobalProperties properties, PublicAddress address, TransactionOperations transactions, Clock clock) {}

    @Override
    public String name() {
        return "silent-regions";
    }

    @Override
    public Duration run(Wake wake) {
        Instant now = surroundings.clock().instant();
        surroundings.transactions().executeWithoutResult(status -> look(now));
        if (role.hub()) {
            rows.states().stream()
                    .filter(state -> state.silentSince() != null && state.told() == null)
                    .forEach(state -> surroundings
                            .transactions()
                            .executeWithoutResult(
                                    status -> rows.untold(state.region()).ifPresent(silence -> tell(silence, now))));
        }
        rows.unnoted().stream()
                .filter(silence -> claims.told(silence.region(), silence.since(), role.region(), now))
                .forEach(silence -> surroundings.transactions().executeWithoutResult(status -> rows.noted(silence)));
        return LOOK;
    }

    private void look(Instant now) {
        Instant read = ear.lastRead();
        if (!read.isBefore(now.minus(PAUSE))) {
            rows.listening(read, PAUSE);
        }
        Duration silentAfter = surroundings.properties().silentAfter();
        rows.listeningSince(now.minus(PAUSE))
                .ifPresent(resumed -> rows.notice(role.region(), resumed, now.minus(silentAfter), now));
    }

    private void tell(Silence silence, Instant now) {
        switch (claims.claim(silence.region(), silence.since(), role.region(), now)) {
            case Claims.Mine mine -> begin(silence, mine.onset(), false, now);
            case Claims.Others others -> rows.toldElsewhere(silence.region());
            case Claims.Pending pending -> {}
            case Claims.Away away -> {
                // Better told twice than never: by its identity PagerDuty calls nobody twice even then.
                if (!silence.noticedAt()
                        .plus(surroundings.properties().patience())
                        .isAfter(now)) {
                    begin(silence, silence.since(), true, now);
                }
            }
        }
    }

    private void begin(Silence silence, Instant onset, boolean perhapsAgain, Instant now) {
        String region = silence.region().code();
        Labels alert = Labels.of(
                Labels.ALERTNAME,
                ALERT,
                Alert.REGION,
                region,
                Alert.COMPONENT,
                "region",
                "severity",
                surroundings.properties().severity().name());
        Map<String, String> words = new LinkedHashMap<>();
        words.put(
                "summary",
                (perhapsAgain ? "Possible repeat: " : "") + "Nothing was heard of " + region + " for "
                        + PrometheusDuration.format(surroundings.properties().silentAfter()));
        words.put(
                "description",
                "Its alert-processor was alive last at " + onset
                        + ". Either it is down, and nobody is paged for what happens there, or what it says does not arrive in "
                        + role.region().code() + ".");
        intake.accept(List.of(new IncomingAlert(
                        Ear.SOURCE,
                        alert,
                        words,
                        onset,
                        null,
                        surroundings.address().root() + "/api/v1/global/regions")
                .withDerived(Labels.of(Alert.INCIDENT, "silence of " + region))
                .heldUntilResolved(now)));
        rows.toldHere(silence.region(), alert);
    }
}
