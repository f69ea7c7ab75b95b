package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.alert.receiver.Receiver;
import com.kaldrix.monitoring.alert.route.Route;
import java.util.List;
import java.util.Optional;

/**
 * Everything that the two files say, checked as a whole.
 *
 * @param alertmanager the routing tree and the receivers
 * @param kaldrix the rest
 * @param hash SHA-256 over the texts of both files and of those with templates, as 64 hexadecimal digits; the content of secret files is no part of it
 */
public record Configuration(AlertmanagerFile alertmanager, KaldrixFile kaldrix, String hash) {
    /** The root of the routing tree. */
    public Route route() {
        return alertmanager.route();
    }

    /** In the order of the file. */
    public List<Receiver> receivers() {
        return alertmanager.receivers();
    }

    /** The receiver of this name; empty when there is none. */
    public Optional<Receiver> receiver(String name) {
        return alertmanager.receivers().stream()
                .filter(receiver -> receiver.name().equals(name))
                .findFirst();
    }

    /** Alertmanager's file as it may be shown: without comments, and with {@code <secret>} in place of each secret. */
    public String original() {
        return alertmanager.masked();
    }
}
