package com.kaldrix.monitoring.compliance.report;

import com.kaldrix.monitoring.compliance.audit.note.Checkpoint;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;

/**
 * What tells a report from any other: two of the same header are the same report.
 *
 * @param kind how often it is made
 * @param scope what it looks at
 * @param period the time that it is about
 * @param cutOff the last moment that any of its data knows of
 * @param catalogueVersion which frameworks it was judged by, {@code sha256:} and 64 hexadecimal digits
 * @param trail the audit trail at that time
 */
public record ReportHeader(
        ReportKind kind,
        ReportScope scope,
        ReportPeriod period,
        Instant cutOff,
        String catalogueVersion,
        Checkpoint trail) {
    private static final UUID SPACE = UUID.fromString("6a0f6f9c-1c6e-5f0e-9b53-5f3a6a2f7c11");
    /** No name holds these, so no two headers come to the same text. */
    private static final String BETWEEN_FACTS = "\u001D";

    private static final String BETWEEN_NAMES = "\u001F";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    /** The id, by name: it depends on nothing but what is here. */
    public UUID id() {
        String name = String.join(
                BETWEEN_FACTS,
                kind.word(),
                String.join(BETWEEN_NAMES, scope.standards()),
                String.join(BETWEEN_NAMES, scope.accounts()),
                String.join(BETWEEN_NAMES, scope.regions()),
                String.join(BETWEEN_NAMES, scope.components()),
                period.from().toString(),
                period.until().toString(),
                period.zone().getId(),
                cutOff.toString(),
                catalogueVersion,
                trail.origin(),
                Long.toString(trail.size()),
                Base64.getEncoder().encodeToString(trail.root()));
        return new NamedUuid(SPACE).of(name);
    }

    /** Such as {@code Monthly compliance report: June 2026}. */
    public String title() {
        return kind.title() + " compliance report: " + periodWords();
    }

    /** The period as people say it. */
    public String periodWords() {
        ZonedDateTime from = period.from().atZone(period.zone());
        ZonedDateTime until = period.until().atZone(period.zone());
        return switch (kind) {
            case MONTHLY ->
                DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH).format(from);
            case ANNUAL -> String.valueOf(from.getYear());
            case WEEKLY ->
                "week " + from.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR) + " of " + from.get(IsoFields.WEEK_BASED_YEAR);
            case DAILY, CUSTOM -> {
                String first = DAY.format(from);
                String last = DAY.format(until.minusNanos(1));
                yield first.equals(last) ? first : first + " to " + last;
            }
        };
    }
}
