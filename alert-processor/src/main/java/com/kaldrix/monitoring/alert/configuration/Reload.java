package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.common.audit.AuditLog;
import com.kaldrix.monitoring.common.security.Actor;
import com.kaldrix.monitoring.common.yaml.ConfigurationException;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/** Loads the configuration anew when somebody says so, and records who did. */
@Component
class Reload {
    private static final Logger LOG = LoggerFactory.getLogger(Reload.class);

    private final ActiveConfiguration active;
    private final AuditLog audit;
    private final TransactionOperations transactions;

    Reload(ActiveConfiguration active, AuditLog audit, TransactionOperations transactions) {
        this.active = active;
        this.audit = audit;
        this.transactions = transactions;
    }

    /**
     * Loads it for a caller. Where the record cannot be made, nothing is loaded.
     *
     * @throws ConfigurationException if it is wrong
     */
    void by(Actor actor) {
        transactions.executeWithoutResult(status -> {
            Configuration loaded = active.reload();
            record(actor, loaded);
        });
        LOG.atInfo()
                .addKeyValue("hash", active.current().hash())
                .addKeyValue("user.name", actor.name())
                .log("The configuration was loaded anew");
    }

    /** Loads it for whoever may send signals to this process. The configuration holds even if the record cannot be made. */
    void bySignal(String signal) {
        Configuration loaded;
        try {
            loaded = active.reload();
        } catch (ConfigurationException refused) {
            LOG.atError().addKeyValue("signal", signal).log("{}", refused.getMessage());
            return;
        }
        LOG.atInfo()
                .addKeyValue("hash", loaded.hash())
                .addKeyValue("signal", signal)
                .log("The configuration was loaded anew");
        try {
            transactions.executeWithoutResult(
                    status -> record(new Actor("signal " + signal, Set.of(), "localhost"), loaded));
        } catch (DataAccessException | TransactionException e) {
            LOG.atWarn().setCause(e).log("That the configuration was loaded anew could not be recorded");
        }
    }

    private void record(Actor actor, Configuration loaded) {
        audit.record(actor, "configuration.reload", "configuration", Map.of("hash", loaded.hash()));
    }
}
