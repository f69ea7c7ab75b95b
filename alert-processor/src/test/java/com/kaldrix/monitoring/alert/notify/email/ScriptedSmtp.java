package com.kaldrix.monitoring.alert.notify.email;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A mail server that misbehaves as it is told. A step is a command ({@code RCPT}), a command with its argument ({@code RCPT
 * TO:<a@example.com>}), {@code GREETING}, or {@code END} for what follows the line with the dot; its answer is a reply line,
 * {@link #SILENCE} or {@link #HANG_UP}.
 */
final class ScriptedSmtp implements AutoCloseable {
    static final String SILENCE = "SILENCE";
    static final String HANG_UP = "HANG_UP";

    final List<String> mails = new CopyOnWriteArrayList<>();
    final List<String> commands = new CopyOnWriteArrayList<>();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ServerSocket server;
    private final @Nullable SSLContext tls;

    private final boolean atOnce;

    ScriptedSmtp(@Nullable SSLContext tls) throws IOException {
        this(tls, false);
    }

    /** @param atOnce whether TLS is spoken from the first byte on */
    ScriptedSmtp(@Nullable SSLContext tls, boolean atOnce) throws IOException {
        this.tls = tls;
        this.atOnce = atOnce;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return server.getLocalPort();
    }

    ScriptedSmtp on(String step, String answer) {
        answers.put(step, answer);
        return this;
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> converse(socket));
            } catch (IOException over) {
                return;
            }
        }
    }

    private void converse(Socket plain) {
        try (plain) {
            Socket socket = atOnce && tls != null ? secure(plain, tls) : plain;
            BufferedReader in = reader(socket);
            if (!say(socket, answers.getOrDefault("GREETING", "220 scripted ESMTP"))) {
                return;
            }
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                commands.add(line);
                String verb = line.split(" ", 2)[0];
                String given = answers.getOrDefault(line, answers.get(verb));
                if (!say(socket, given == null ? usual(verb) : given)) {
                    return;
                }
                if (verb.equals("QUIT")) {
                    return;
                }
                if (verb.equals("STARTTLS") && tls != null) {
                    socket = secure(plain, tls);
                    in = reader(socket);
                }
                if (verb.equals("DATA") && given == null) {
                    mails.add(data(in));
                    if (!say(socket, answers.getOrDefault("END", "250 taken"))) {
                        return;
                    }
                }
            }
        } catch (IOException over) {
            commands.add("(connection lost)");
        }
    }

    private String usual(String verb) {
        return switch (verb) {
            case "EHLO" ->
                tls == null || atOnce
                        ? "250-scripted\r\n250 AUTH PLAIN"
                        : "250-scripted\r\n250-AUTH PLAIN\r\n250 STARTTLS";
            case "DATA" -> "354 go ahead";
            case "QUIT" -> "221 bye";
            case "STARTTLS" -> "220 ready";
            case "AUTH" -> "235 welcome";
            default -> "250 fine";
        };
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static Socket secure(Socket plain, SSLContext tls) throws IOException {
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, null, plain.getPort(), false);
        socket.setUseClientMode(false);
        socket.startHandshake();
        return socket;
    }

    private boolean say(Socket socket, String answer) throws IOException {
        if (answer.equals(HANG_UP)) {
            return false;
        }
        if (answer.equals(SILENCE)) {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return false;
        }
        socket.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return true;
    }

    private static String data(BufferedReader in) throws IOException {
        StringBuilder mail = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            mail.append(line).append('\n');
        }
        return mail.toString();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.close();
    }
}
