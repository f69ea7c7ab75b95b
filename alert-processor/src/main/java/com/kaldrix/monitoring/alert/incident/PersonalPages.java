package com.kaldrix.monitoring.alert.incident;

import com.kaldrix.monitoring.alert.escalation.EscalationPolicy.Unless;
import com.kaldrix.monitoring.alert.receiver.Address;
import com.kaldrix.monitoring.common.id.Ids;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Means by which a person who was paged is told later, unless somebody answers before. */
@Repository
class PersonalPages {
    private static final String ADD = """
            insert into personal_page (id, incident_id, round, step, integration, unless, made_at, due_at)
            values (:id, :incident, :round, :step, :integration, :unless, :made, :due)
            """;

    // Locks no incident yet: its engine may hold it and be about to add rows here.
    private static final String TAKE_DUE = """
            delete from personal_page
            where id in (select id from personal_page where due_at <= :now order by due_at, id limit :most for update skip locked)
            returning incident_id, round, step, integration, unless, coalesce(made_at, due_at) as made_at, due_at
            """;

    private final JdbcClient jdbc;

    PersonalPages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One that waits.
     *
     * @param incident what it is about
     * @param round of escalation
     * @param step index of the step in all rounds
     * @param address by which means
     * @param unless what keeps it from being told
     * @param times since when, and when
     */
    record PersonalPage(UUID incident, int round, int step, Address address, Unless unless, Times times) {
        /** Whether somebody has answered: whoever acknowledges after the first means was told has heard of it. */
        boolean answered(Incident incident, boolean over) {
            boolean taken = incident.state() == Incident.State.ACKNOWLEDGED;
            Instant at = incident.times().acknowledgedAt();
            return unless.holdsBack(taken, over) || taken && at != null && !at.isBefore(times.madeAt());
        }
    }

    /**
     * When it came about and when its time comes.
     *
     * @param madeAt when the person was told by their first means
     * @param dueAt when they are told by this one
     */
    record Times(Instant madeAt, Instant dueAt) {}

    void add(PersonalPage page) {
        jdbc.sql(ADD)
                .param("id", Ids.next())
                .param("incident", page.incident())
                .param("round", page.round())
                .param("step", page.step())
                .param("integration", page.address().toString())
                .param("unless", page.unless().name().toLowerCase(Locale.ROOT))
                .param("made", page.times().madeAt().atOffset(ZoneOffset.UTC))
                .param("due", page.times().dueAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Whether the same step waits to tell by this means. */
    boolean waits(PersonalPage page, Address means) {
        return jdbc.sql("""
                        select exists (select 1 from personal_page
                                       where incident_id = :incident and round = :round and step = :step and integration = :means)
                        """)
                .param("incident", page.incident())
                .param("round", page.round())
                .param("step", page.step())
                .param("means", means.toString())
                .query(Boolean.class)
                .single();
    }

    /** Takes those whose time has come, in the caller's transaction. */
    List<PersonalPage> takeDue(Instant now, int most) {
        return jdbc.sql(TAKE_DUE)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query((row, number) -> new PersonalPage(
                        row.getObject("incident_id", UUID.class),
                        row.getInt("round"),
                        row.getInt("step"),
                        Address.parse(row.getString("integration")),
                        Unless.valueOf(row.getString("unless").toUpperCase(Locale.ROOT)),
                        new Times(
                                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                                row.getObject("due_at", OffsetDateTime.class).toInstant())))
                .list();
    }
}
