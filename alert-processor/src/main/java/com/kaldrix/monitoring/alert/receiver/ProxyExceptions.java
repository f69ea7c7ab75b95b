package com.kaldrix.monitoring.alert.receiver;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code no_proxy} as Go's programs read it: {@code *} for all; names, which cover those below them; names with a dot before
 * them, which cover only those below; addresses and blocks of addresses; each but blocks with a port or without. This
 * machine is never asked by a proxy where there is such a list.
 */
final class ProxyExceptions {
    private ProxyExceptions() {}

    static boolean cover(List<String> exceptions, URI address) {
        String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT).replaceAll("^\\[|\\]$", "");
        int port = address.getPort() > 0 ? address.getPort() : "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
        Optional<InetAddress> literal = literal(host);
        if (host.equals("localhost")
                || literal.filter(InetAddress::isLoopbackAddress).isPresent()) {
            return true;
        }
        return exceptions.stream().anyMatch(exception -> covers(exception.toLowerCase(Locale.ROOT), host, port));
    }

    private static boolean covers(String exception, String host, int port) {
        int slash = exception.indexOf('/');
        if (slash > 0) {
            return inBlock(exception.substring(0, slash), exception.substring(slash + 1), host);
        }
        String name = exception;
        int colon = exception.lastIndexOf(':');
        if (colon > 0
                && exception.substring(colon + 1).matches("\\d{1,5}")
                && (exception.indexOf(':') == colon || exception.startsWith("["))) {
            if (Integer.parseInt(exception.substring(colon + 1)) != port) {
                return false;
            }
            name = exception.substring(0, colon);
        }
        name = name.replaceAll("^\\[|\\]$", "");
        if (name.equals("*")) {
            return true;
        }
        Optional<InetAddress> address = literal(name);
        if (address.isPresent()) {
            return address.equals(literal(host));
        }
        String below = name.startsWith("*.") ? name.substring(1) : name;
        return below.startsWith(".") ? host.endsWith(below) : host.equals(below) || host.endsWith("." + below);
    }

    private static boolean inBlock(String network, String bits, String host) {
        Optional<InetAddress> base = literal(network);
        Optional<InetAddress> asked = literal(host);
        if (base.isEmpty() || asked.isEmpty() || !bits.matches("\\d{1,3}")) {
            return false;
        }
        byte[] first = base.get().getAddress();
        byte[] second = asked.get().getAddress();
        int rest = first.length * 8 - Integer.parseInt(bits);
        return first.length == second.length
                && rest >= 0
                && new BigInteger(1, first).shiftRight(rest).equals(new BigInteger(1, second).shiftRight(rest));
    }

    /** An address in figures; a name is not looked up. */
    private static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException aName) {
            return Optional.empty();
        }
    }
}
