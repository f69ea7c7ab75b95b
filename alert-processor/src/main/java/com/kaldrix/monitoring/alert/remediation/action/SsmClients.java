package com.kaldrix.monitoring.alert.remediation.action;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Clients of AWS Systems Manager, one for each region, made when they are needed first. */
final class SsmClients implements AutoCloseable {
    private final String home;
    private final Function<String, SsmClient> make;
    private final Map<String, SsmClient> clients = new ConcurrentHashMap<>();

    /** @param home the region where nothing else is said, and for what has none */
    SsmClients(String home, Function<String, SsmClient> make) {
        this.home = home;
        this.make = make;
    }

    SsmClient in(String region) {
        return clients.computeIfAbsent(Regions.orHome(region, home), make);
    }

    @Override
    public void close() {
        clients.values().forEach(SsmClient::close);
    }
}
