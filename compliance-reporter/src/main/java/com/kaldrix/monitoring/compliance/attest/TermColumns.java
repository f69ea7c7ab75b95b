package com.kaldrix.monitoring.compliance.attest;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The columns that waivers and attestations share. */
final class TermColumns {
    private TermColumns() {}

    static Term term(ResultSet row) throws SQLException {
        @Nullable Timestamp revoked = row.getTimestamp("revoked_at");
        return new Term(
                new Made(
                        row.getString("created_by"),
                        row.getTimestamp("created_at").toInstant()),
                row.getTimestamp("expires_at").toInstant(),
                revoked == null
                        ? Optional.empty()
                        : Optional.of(new Made(row.getString("revoked_by"), revoked.toInstant())));
    }
}
