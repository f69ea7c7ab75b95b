package com.kaldrix.monitoring.compliance;

import com.kaldrix.monitoring.common.postgres.SharedTables;
import org.junit.jupiter.api.Test;

class MigrationsTest {
    @Test
    void sharedTablesAreAsTheirCodeWantsThem() throws Exception {
        SharedTables.areMadeByTheMigrations();
    }
}
