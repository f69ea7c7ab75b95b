package com.kaldrix.monitoring.alert.notify.http;

import com.kaldrix.monitoring.alert.notify.PlainText;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Says in a few words, without addresses, what went wrong on the network. */
final class NetworkFailure {
    private static final int DEPTH = 10;
    private static final int WORDS = 160;

    private NetworkFailure() {}

    /** Whether TLS was never agreed on, so that nothing can have been read. */
    static boolean isHandshake(Throwable failure) {
        return find(failure, SSLHandshakeException.class) != null
                || find(failure, SSLPeerUnverifiedException.class) != null;
    }

    static String describe(Throwable failure) {
        if (find(failure, UnresolvedAddressException.class) != null
                || find(failure, UnknownHostException.class) != null) {
            return "the host name is not known";
        }
        if (find(failure, HttpConnectTimeoutException.class) != null) {
            return "no connection in time";
        }
        SSLException tls = find(failure, SSLException.class);
        if (tls != null) {
            return "TLS failed: " + PlainText.line(String.valueOf(tls.getMessage()), WORDS);
        }
        if (find(failure, ConnectException.class) != null) {
            return "connection refused";
        }
        return PlainText.line(String.valueOf(failure.getMessage()), WORDS);
    }

    private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
        Throwable current = failure;
        for (int i = 0; i < DEPTH && current != null; i++) {
            if (type.isInstance(current)) {
                return type.cast(current);
            }
            current = current.getCause();
        }
        return null;
    }
}
