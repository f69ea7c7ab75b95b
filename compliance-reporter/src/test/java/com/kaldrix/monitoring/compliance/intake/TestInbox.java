package com.kaldrix.monitoring.compliance.intake;

import com.kaldrix.monitoring.compliance.MigratedDatabase;

/** The inbox of a database, for tests of those who use it. */
public final class TestInbox {
    private TestInbox() {}

    public static Inbox of(MigratedDatabase database) {
        return new Inbox(database.jdbc());
    }
}
