package com.kaldrix.monitoring.alert.receiver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Sockets of a {@link PinnedTls}. */
final class PinnedSockets extends SSLSocketFactory {
    private final SSLSocketFactory inner;
    private final PinnedTls pinned;

    PinnedSockets(SSLSocketFactory inner, PinnedTls pinned) {
        this.inner = inner;
        this.pinned = pinned;
    }

    private Socket with(Socket socket) {
        SSLSocket secure = (SSLSocket) socket;
        secure.setSSLParameters(pinned.pinned(secure.getSSLParameters()));
        return secure;
    }

    @Override
    public Socket createSocket() throws IOException {
        return with(inner.createSocket());
    }

    @Override
    public Socket createSocket(Socket plain, String host, int port, boolean autoClose) throws IOException {
        return with(inner.createSocket(plain, pinned.nameOr(host), port, autoClose));
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return createSocket(new Socket(host, port), host, port, true);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return createSocket(new Socket(host, port, from, fromPort), host, port, true);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return createSocket(new Socket(host, port), host.getHostName(), port, true);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return createSocket(new Socket(host, port, from, fromPort), host.getHostName(), port, true);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return inner.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return inner.getSupportedCipherSuites();
    }
}
