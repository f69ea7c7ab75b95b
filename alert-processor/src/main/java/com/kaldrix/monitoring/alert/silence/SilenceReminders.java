package com.kaldrix.monitoring.alert.silence;

import com.kaldrix.monitoring.alert.notice.IncomingNotice;
import com.kaldrix.monitoring.alert.notice.Notices;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.label.Matcher;
import com.kaldrix.monitoring.common.label.Matcher.Operator;
import com.kaldrix.monitoring.common.work.Work;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Tells people that a silence is about to end, once from all replicas; one that is made to last longer is announced again before its
 * new end. A silence that somebody ends by hand is not announced.
 */
@Component
class SilenceReminders implements Work {
    private final Silences silences;
    private final Notices notices;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final SilenceProperties properties;

    SilenceReminders(
            Silences silences,
            Notices notices,
            TransactionOperations transactions,
            Clock clock,
            SilenceProperties properties) {
        this.silences = silences;
        this.notices = notices;
        this.transactions = transactions;
        this.clock = clock;
        this.properties = properties;
    }

    @Override
    public String name() {
        return "silence-reminders";
    }

    @Override
    public Duration run(Wake wake) {
        if (properties.remindBefore().isPositive()) {
            Instant now = clock.instant();
            silences.active(now).stream()
                    .filter(silence -> !now.isBefore(due(silence)))
                    .forEach(silence -> once(silence, now));
        }
        return properties.pollInterval();
    }

    private Instant due(Silence silence) {
        Duration half = Duration.between(silence.startsAt(), silence.endsAt()).dividedBy(2);
        Duration before = properties.remindBefore();
        return silence.endsAt().minus(before.compareTo(half) < 0 ? before : half);
    }

    private void once(Silence silence, Instant now) {
        transactions.executeWithoutResult(status -> {
            if (silences.remind(silence.id(), silence.endsAt())) {
                notices.tell(notice(silence), now);
            }
        });
    }

    private static IncomingNotice notice(Silence silence) {
        String by = silence.createdBy().isEmpty() ? silence.author() : silence.createdBy();
        String why = silence.comment().isEmpty() ? "" : " Its comment: " + silence.comment();
        Labels labels = Labels.empty();
        for (Matcher matcher : silence.matchers().all()) {
            if (matcher.operator() == Operator.EQUAL && !matcher.value().isEmpty()) {
                labels = labels.with(matcher.name(), matcher.value());
            }
        }
        return new IncomingNotice(
                "The silence of " + silence.matchers() + " ends at " + silence.endsAt(),
                "What still fires then is told. It was made by " + by + "." + why,
                labels.with(Labels.ALERTNAME, "SilenceEnds"),
                Map.of(),
                silence.endsAt());
    }
}
