package com.kaldrix.monitoring.local.stack;

import com.kaldrix.monitoring.local.net.LocalPorts;

/**
 * The ports of a stack on 127.0.0.1.
 *
 * @param services of the first service; each service has its own offset, see {@link ServiceDefinition#portOffset()}
 * @param replicas of the first service's second process; further ones follow in steps of four. A service's processes are its
 *     replicas, or one for each region, the hub's first
 * @param aws of SQS and SNS
 * @param sinks of the HTTP sinks and their page
 * @param smtp of the mail sink
 * @param postgres of PostgreSQL
 */
public record Ports(int services, int replicas, int aws, int sinks, int smtp, int postgres) {
    /** 8080 and on for the services, 8180 and on for their replicas, 4566, 8090, 8025 and 5433. */
    public static final Ports DEFAULT = new Ports(8080, 8180, 4566, 8090, 8025, 5433);

    /** How many ports from the base on a stack may use. */
    public static final int SPAN = 30;

    /** The least and the greatest base. */
    static final int LEAST = 1024;

    static final int GREATEST = 65_535 - SPAN;

    /**
     * All ports moved together: services at N to N+3, AWS at N+4, the sinks at N+5, mail at N+6, PostgreSQL at N+7,
     * further replicas from N+10 on.
     *
     * @throws IllegalArgumentException when they would not fit
     */
    public static Ports fromBase(int base) {
        if (base < LEAST || base > GREATEST) {
            throw new IllegalArgumentException(
                    "a port base is between " + LEAST + " and " + GREATEST + ", not " + base);
        }
        return new Ports(base, base + 10, base + 4, base + 5, base + 6, base + 7);
    }

    /** Ports that nobody uses now, all of them from one base; for tests that run side by side. */
    public static Ports free() {
        return fromBase(LocalPorts.firstOfFree(SPAN));
    }

    /** The port of a process of a service; its processes are counted from 0. */
    public int of(ServiceDefinition service, int replica) {
        return replica == 0 ? services + service.portOffset() : replicas + (replica - 1) * 4 + service.portOffset();
    }
}
