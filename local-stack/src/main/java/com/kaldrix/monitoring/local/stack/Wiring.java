package com.kaldrix.monitoring.local.stack;

import com.kaldrix.monitoring.local.sink.Sinks;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * What a service process is told about its surroundings.
 *
 * @param place its own port, region and folder
 * @param ownDatabase its own database; empty for a service without one
 * @param cloud SQS and SNS
 * @param regions all regions, the hub first
 * @param outside Slack, PagerDuty and mail
 * @param common what is the same for all services
 */
record Wiring(
        Place place, Optional<Database> ownDatabase, Cloud cloud, List<String> regions, Sinks outside, Common common) {
    /**
     * Where a process is.
     *
     * @param port its HTTP port
     * @param region where it believes to run
     * @param folder for what it keeps on disk
     * @param forItself whether each region has one, which works for its region alone
     */
    record Place(int port, String region, Path folder, boolean forItself) {}

    /** A database and the account for it. */
    record Database(String jdbcUrl, String username, String password) {}

    /**
     * What is the same for all services.
     *
     * @param tokenFile holds the token that opens them
     * @param time of those whose time runs faster
     * @param archive the folder of the archive of metrics
     * @param metrics how metrics come about
     */
    record Common(Path tokenFile, ScaledTime time, Path archive, MetricsPlan metrics) {}

    /** Its HTTP port. */
    int port() {
        return place.port();
    }

    /**
     * Its own database.
     *
     * @throws NoSuchElementException when the service has none
     */
    Database database() {
        return ownDatabase.orElseThrow();
    }

    /** The region that aggregates. */
    String hub() {
        return regions.getFirst();
    }
}
