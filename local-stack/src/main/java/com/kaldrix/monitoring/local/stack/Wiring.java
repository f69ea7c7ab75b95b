package com.kaldrix.monitoring.local.stack;

import com.kaldrix.monitoring.local.sink.Sinks;
import java.nio.file.Path;
import java.util.List;

/**
 * What a service process is told about its surroundings.
 *
 * @param port its own HTTP port
 * @param database its own database
 * @param cloud SQS and SNS
 * @param regions all regions, the hub first
 * @param outside Slack, PagerDuty and mail
 * @param common what is the same for all services
 */
record Wiring(int port, Database database, Cloud cloud, List<String> regions, Sinks outside, Common common) {
    /** A database and the account for it. */
    record Database(String jdbcUrl, String username, String password) {}

    /** What is the same for all services. */
    record Common(Path tokenFile, ScaledTime time) {}

    /** The region that aggregates. */
    String hub() {
        return regions.getFirst();
    }
}
