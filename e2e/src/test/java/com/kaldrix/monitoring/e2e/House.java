package com.kaldrix.monitoring.e2e;

import com.kaldrix.monitoring.local.sink.Behaviour;
import com.kaldrix.monitoring.local.sink.Receipt;
import com.kaldrix.monitoring.local.sink.SinkName;
import com.kaldrix.monitoring.local.sink.Sinks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The house whose channels are in trouble: sinks of its own, which can be taken away altogether. */
final class House implements AutoCloseable {
    /** The channels in trouble, with what the house knows them by. */
    static final Map<String, SinkName> CHANNELS = Map.of(
            "slack", SinkName.SLACK,
            "slack-bot", SinkName.SLACK,
            "pagerduty", SinkName.PAGERDUTY,
            "mail", SinkName.SMTP,
            "webhook", SinkName.WEBHOOK);

    private final int port;
    private final int smtpPort;
    private Sinks sinks;

    House() throws IOException {
        sinks = Sinks.start(0, 0);
        port = sinks.url().getPort();
        smtpPort = sinks.smtpPort();
    }

    int port() {
        return port;
    }

    int smtpPort() {
        return smtpPort;
    }

    Sinks sinks() {
        return sinks;
    }

    /** Nobody listens any more: connections are refused. */
    void leave() {
        close();
    }

    /** Somebody listens again, at the same ports. */
    void comeBack() {
        try {
            sinks = Sinks.start(port, smtpPort);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** All channels misbehave; mail has codes of its own. */
    void misbehave(Behaviour web, Behaviour mail) {
        for (SinkName sink : SinkName.values()) {
            sinks.misbehave(sink, sink == SinkName.SMTP ? mail : web);
        }
    }

    /** All channels behave. */
    void behave() {
        for (SinkName sink : SinkName.values()) {
            sinks.behave(sink);
        }
    }

    /** What a channel took, in order. */
    List<Heard> took(String channel) {
        SinkName sink = CHANNELS.getOrDefault(channel, SinkName.WEBHOOK);
        return Heard.at(sinks, sink).stream()
                .filter(heard ->
                        sink != SinkName.SLACK || heard.path().startsWith("/api/") == channel.equals("slack-bot"))
                .toList();
    }

    /** What came to the sinks of the house, taken or not. */
    List<Receipt> attempts(SinkName sink) {
        return sinks.receipts(sink);
    }

    @Override
    public void close() {
        try {
            sinks.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
