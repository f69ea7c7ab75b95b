package com.kaldrix.monitoring.anomaly.correlate;

import com.kaldrix.monitoring.common.json.JsonColumns;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Components as rows, their state compressed. */
@Repository
class JdbcComponents implements Components {
    private static final String PROVIDE = """
            insert into component_state (region, component, version, pairs) values (:region, :component, 0, '[]')
            on conflict do nothing
            """;
    private static final String LOCK = """
            select version, state from component_state where region = :region and component = :component
            for update skip locked
            """;
    private static final String KEEP = """
            update component_state
            set version = :version, state = :state, pairs = cast(:pairs as jsonb), updated_at = :now
            where region = :region and component = :component
            """;
    private static final String FIND = """
            select pairs, updated_at from component_state
            where region = :region and component = :component and updated_at is not null
            """;

    private final JdbcClient jdbc;
    private final JsonColumns json;

    JdbcComponents(JdbcClient jdbc, JsonColumns json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public Optional<Kept> lock(Name name) {
        Optional<Kept> kept = locked(name);
        if (kept.isEmpty()) {
            jdbc.sql(PROVIDE)
                    .param("region", name.region())
                    .param("component", name.component())
                    .update();
            return locked(name);
        }
        return kept;
    }

    private Optional<Kept> locked(Name name) {
        return jdbc.sql(LOCK)
                .param("region", name.region())
                .param("component", name.component())
                .query((row, number) -> {
                    byte[] state = row.getBytes("state");
                    return new Kept(
                            row.getLong("version"), state == null ? Optional.empty() : Optional.of(unpack(state)));
                })
                .optional();
    }

    @Override
    public void keep(Name name, long version, byte[] state, List<Known> expected, Instant now) {
        jdbc.sql(KEEP)
                .param("region", name.region())
                .param("component", name.component())
                .param("version", version)
                .param("state", pack(state))
                .param("pairs", json.write(expected))
                .param("now", Timestamp.from(now))
                .update();
    }

    @Override
    public Optional<Expectation> find(Name name) {
        return jdbc.sql(FIND)
                .param("region", name.region())
                .param("component", name.component())
                .query((row, number) -> new Expectation(
                        List.of(json.read(row.getString("pairs"), Known[].class)),
                        row.getTimestamp("updated_at").toInstant()))
                .optional();
    }

    private static byte[] pack(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] unpack(byte[] packed) {
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the state of a component is damaged", e);
        }
    }
}
