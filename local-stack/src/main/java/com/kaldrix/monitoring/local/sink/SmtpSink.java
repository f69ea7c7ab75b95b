package com.kaldrix.monitoring.local.sink;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.DropConnectionException;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.smtp.server.Session;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** The mail door: takes what comes, with or without credentials, and misbehaves at the end of the message's data. */
final class SmtpSink implements AutoCloseable {
    private static final int MAX_MESSAGE = 25 * 1024 * 1024;
    private static final String TAKEN = "250 2.0.0 Ok: queued";

    private final Channel channel;
    private final SMTPServer server;

    private SmtpSink(int port, Channel channel) {
        this.channel = channel;
        this.server = SMTPServer.port(port)
                .bindAddress(InetAddress.getLoopbackAddress())
                .hostName("localhost")
                .softwareName("local sink")
                .serverThreadName("sinks-smtp")
                .maxMessageSize(MAX_MESSAGE)
                .insertReceivedHeaders(false)
                .showAuthCapabilitiesBeforeSTARTTLS(true)
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((user, password, context) -> {}))
                .messageHandlerFactory(Delivery::new)
                .build();
    }

    /**
     * Starts listening.
     *
     * @throws IOException when the port is taken
     */
    static SmtpSink start(int port, Channel channel) throws IOException {
        SmtpSink sink = new SmtpSink(port, channel);
        try {
            sink.server.start();
        } catch (RuntimeException e) {
            throw new IOException("the mail sink cannot listen on 127.0.0.1:" + port, e);
        }
        return sink;
    }

    int port() {
        return server.getPortAllocated();
    }

    @Override
    public void close() {
        server.stop();
    }

    private final class Delivery implements MessageHandler {
        private final MessageContext context;
        private final List<String> recipients = new ArrayList<>();
        private String from = "";

        Delivery(MessageContext context) {
            this.context = context;
        }

        @Override
        public void from(String address) {
            from = address;
        }

        @Override
        public void recipient(String address) {
            recipients.add(address);
        }

        @Override
        public @Nullable String data(InputStream data) throws RejectException, IOException {
            byte[] raw = data.readAllBytes();
            String path = recipients.isEmpty() ? "" : recipients.getFirst();
            Behaviour behaviour = channel.behaviours().next(path).orElse(null);
            String refusal = behaviour == null ? null : behaviour.refusal().orElse(null);
            Mail mail;
            try {
                mail = Mail.parse(from, recipients, raw);
            } catch (MessagingException | IOException unreadable) {
                JsonNode body = StringNode.valueOf(new String(raw, java.nio.charset.StandardCharsets.UTF_8));
                Arrival arrival = new Arrival(
                        SinkName.SMTP, path, null, java.util.Map.of(), body, StringNode.valueOf("554 unreadable"));
                channel.journal().record(arrival, new Verdict.Rejected(554, "the message cannot be parsed"));
                throw new RejectException(554, "5.6.0 The message cannot be parsed");
            }
            if (behaviour != null && refusal != null) {
                refuse(path, mail, behaviour, refusal);
            }
            boolean drop = behaviour != null && behaviour.drop() == Behaviour.Drop.ACCEPT_THEN_RESET;
            channel.journal().record(arrival(path, mail, TAKEN), new Verdict.Accepted(!drop));
            if (behaviour != null) {
                pause(behaviour.delay());
            }
            if (drop) {
                reset();
            }
            return TAKEN;
        }

        private void refuse(String path, Mail mail, Behaviour behaviour, String refusal)
                throws RejectException, IOException {
            Integer status = behaviour.status();
            String reply = status == null ? "" : status + " " + enhanced(status) + " told to refuse";
            channel.journal().record(arrival(path, mail, reply), new Verdict.Misbehaved(refusal));
            pause(behaviour.delay());
            if (status == null) {
                reset();
                return;
            }
            String message = enhanced(status) + " told to refuse";
            if (status == 421) {
                throw new DropConnectionException(status, message);
            }
            throw new RejectException(status, message);
        }

        private String enhanced(int status) {
            return status < 500 ? "4.3.0" : "5.3.0";
        }

        private Arrival arrival(String path, Mail mail, String reply) {
            return new Arrival(
                    SinkName.SMTP, path, mail.key(), mail.keptHeaders(), mail.toJson(), StringNode.valueOf(reply));
        }

        /** Closes the connection so that the peer sees a reset. */
        private void reset() throws IOException {
            if (context instanceof Session session) {
                session.getSocket().setSoLinger(true, 0);
                session.getSocket().close();
            }
            throw new IOException("reset on purpose");
        }

        private void pause(Duration delay) throws IOException {
            try {
                Thread.sleep(delay);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                throw new IOException("stopped while waiting", stopping);
            }
        }

        @Override
        public void done() {}
    }
}
