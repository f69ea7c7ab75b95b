package com.kaldrix.monitoring.alert.receiver;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * A TLS context that asks for one name (RFC 6066 section 3) and proves the server by it, whatever host the connection goes
 * to, and speaks the versions that it is told. The platform's HTTP client sets both by the address that it was given, so
 * they are put right below it.
 */
final class PinnedTls extends SSLContextSpi {
    private final SSLContext inner;
    private final String name;
    private final List<String> versions;

    private PinnedTls(SSLContext inner, String name, List<String> versions) {
        this.inner = inner;
        this.name = name;
        this.versions = versions;
    }

    /**
     * @param name of the server; empty for the host that the connection goes to
     * @param versions as the platform names them; empty for its own
     */
    static SSLContext of(SSLContext inner, String name, List<String> versions) {
        return name.isEmpty() && versions.isEmpty()
                ? inner
                : new Context(new PinnedTls(inner, name, List.copyOf(versions)), inner);
    }

    private static final class Context extends SSLContext {
        Context(PinnedTls pinned, SSLContext inner) {
            super(pinned, inner.getProvider(), inner.getProtocol());
        }
    }

    /** Whatever was set before, the name and the versions are ours. */
    SSLParameters pinned(SSLParameters parameters) {
        if (!name.isEmpty()) {
            // An address in figures proves the server likewise, but is never asked for.
            parameters.setServerNames(isLiteral(name) ? List.of() : List.of(new SNIHostName(name)));
        }
        if (!versions.isEmpty()) {
            parameters.setProtocols(versions.toArray(String[]::new));
        }
        return parameters;
    }

    private static boolean isLiteral(String name) {
        try {
            InetAddress.ofLiteral(name);
            return true;
        } catch (IllegalArgumentException aName) {
            return false;
        }
    }

    String nameOr(@Nullable String host) {
        return name.isEmpty() && host != null ? host : name;
    }

    @Override
    protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random) {
        throw new IllegalStateException("this context is ready");
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
        return new PinnedSockets(inner.getSocketFactory(), this);
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
        return inner.getServerSocketFactory();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
        SSLEngine engine = inner.createSSLEngine();
        return new PinnedEngine(engine, this);
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
        return new PinnedEngine(inner.createSSLEngine(nameOr(host), port), this);
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
        return inner.getServerSessionContext();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
        return inner.getClientSessionContext();
    }

    @Override
    protected SSLParameters engineGetDefaultSSLParameters() {
        return pinned(inner.getDefaultSSLParameters());
    }

    @Override
    protected SSLParameters engineGetSupportedSSLParameters() {
        return inner.getSupportedSSLParameters();
    }
}
