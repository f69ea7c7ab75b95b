package com.kaldrix.monitoring.compliance.breach;

import com.kaldrix.monitoring.compliance.breach.BreachCase.State;
import com.kaldrix.monitoring.compliance.breach.BreachCase.Word;
import com.kaldrix.monitoring.compliance.drift.Breach;
import com.kaldrix.monitoring.compliance.finding.Control;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Opens a breach by itself when findings say that somebody is in or that data has left: one for an account, to which what comes later is added as long as
 * a clock of it runs. The clocks run from the time at which the source told, for from then on it could be known.
 */
@Component
class SuspectedBreaches {
    /** Any number that no other lock of the database has. */
    private static final long LOCK = 0x627265616368L;

    private static final String SUITE = "compliance-reporter";
    private static final Duration OVERLAP = Duration.ofMinutes(10);
    private static final Duration FIRST_LOOK = Duration.ofDays(7);
    private static final String FRESH = """
            select id, account, region, control, title, told_at from finding
            where changed_at >= :since and counts and compliance = 'FAILED' and control like 'guardduty:%'
              and not exists (select 1 from breach_finding where finding_id = finding.id)
            order by told_at, id
            """;
    private static final String OF_ACCOUNT = """
            select breach.id from breach
            join breach_finding on breach_finding.breach_id = breach.id
            join finding on finding.id = breach_finding.finding_id
            where breach.state <> 'DISMISSED' and breach.opened_by = :suite and finding.account = :account
              and exists (select 1 from breach_clock where breach_id = breach.id and notified_at is null)
            order by breach.discovered_at desc
            limit 1
            """;

    private final JdbcClient jdbc;
    private final Breaches breaches;
    private final BreachDesk desk;
    private final BreachProperties properties;
    private volatile Instant latest = Instant.EPOCH;

    SuspectedBreaches(JdbcClient jdbc, Breaches breaches, BreachDesk desk, BreachProperties properties) {
        this.jdbc = jdbc;
        this.breaches = breaches;
        this.desk = desk;
        this.properties = properties;
    }

    private record Sign(UUID finding, String account, String region, Control control, String title, Instant toldAt) {}

    /** Looks at what has become another since the look before. One replica at a time. */
    @Transactional
    public void look(Instant now) {
        boolean alone = jdbc.sql("select pg_try_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query(Boolean.class)
                .single();
        if (!alone || properties.regimes().isEmpty()) {
            return;
        }
        Instant since = latest.equals(Instant.EPOCH) ? now.minus(FIRST_LOOK) : latest.minus(OVERLAP);
        Map<String, List<Sign>> signs = new LinkedHashMap<>();
        jdbc
                .sql(FRESH)
                .param("since", Timestamp.from(since))
                .query((row, number) -> new Sign(
                        row.getObject("id", UUID.class),
                        row.getString("account"),
                        row.getString("region"),
                        Control.parse(row.getString("control")),
                        row.getString("title"),
                        row.getTimestamp("told_at").toInstant()))
                .list()
                .stream()
                .filter(sign -> Breach.is(sign.control()))
                .forEach(sign -> signs.merge(sign.account(), List.of(sign), SuspectedBreaches::both));
        signs.forEach((account, all) -> open(account, all, now));
        latest = now;
    }

    private static List<Sign> both(List<Sign> some, List<Sign> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private void open(String account, List<Sign> signs, Instant now) {
        List<UUID> findings = signs.stream().map(Sign::finding).toList();
        Sign first = signs.stream().min(Comparator.comparing(Sign::toldAt)).orElseThrow();
        String words = first.control().name() + " in account " + account + ", " + first.region() + ": " + first.title();
        Word by = new Word(SUITE, now, words);
        Optional<BreachCase> known = jdbc.sql(OF_ACCOUNT)
                .param("suite", SUITE)
                .param("account", account)
                .query(UUID.class)
                .optional()
                .flatMap(breaches::lock);
        if (known.isPresent()) {
            desk.attach(known.get(), findings, by);
        } else {
            var unused = desk.open(
                    new BreachDesk.Opening(
                            "Suspected breach of account " + account + ": "
                                    + first.control().name(),
                            first.toldAt(),
                            properties.regimes(),
                            findings,
                            State.SUSPECTED),
                    by);
        }
    }
}
