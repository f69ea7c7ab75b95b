package com.kaldrix.monitoring.local.sink;

import com.kaldrix.monitoring.local.aws.cloudwatch.MetricInbox;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * What stands in for Slack, PagerDuty and other vendors, a mail server, other people's webhooks and the store of CloudWatch. It listens on 127.0.0.1, checks what
 * comes against the vendors' rules, answers as they would, remembers everything and can be told to misbehave. A page
 * for people is at {@link #url()}.
 */
public final class Sinks implements AutoCloseable {
    /** The port of the HTTP sinks and the page unless told otherwise. */
    public static final int DEFAULT_PORT = 8090;
    /** The port of the mail sink unless told otherwise. */
    public static final int DEFAULT_SMTP_PORT = 8025;

    private static final int METRIC_CALLS = 2_000;

    private final Map<SinkName, Channel> channels = new EnumMap<>(SinkName.class);
    private final PagerDutyIncidents incidents = new PagerDutyIncidents();
    private final Settings settings;
    private @Nullable SinkServer http;
    private @Nullable SmtpSink smtp;
    private @Nullable SlackVendor workspace;

    /**
     * How the sinks are set up.
     *
     * @param port of the HTTP sinks; 0 for any free one
     * @param smtpPort of the mail sink; 0 for any free one
     * @param state folder that keeps the receipts over restarts, one file of JSON lines for each sink but CloudWatch's;
     *     null for none
     * @param bound how many receipts each sink keeps; older ones are only counted
     * @param realPagerDutyKeys whether a routing key must have the 32 characters of a real one
     * @param clock gives the receipts their times
     */
    public record Settings(
            int port, int smtpPort, @Nullable Path state, int bound, boolean realPagerDutyKeys, Clock clock) {
        /** Keeps 200,000 receipts for each sink, in memory only, and takes any routing key. */
        public static Settings of(int port, int smtpPort) {
            return new Settings(port, smtpPort, null, 200_000, false, Clock.systemUTC());
        }

        /** The same, kept over restarts. */
        public Settings keptIn(Path folder) {
            return new Settings(port, smtpPort, folder, bound, realPagerDutyKeys, clock);
        }
    }

    private Sinks(Settings settings) {
        this.settings = settings;
    }

    /** Starts on these ports (0 for any free one), keeping receipts in memory only. */
    public static Sinks start(int port, int smtpPort) throws IOException {
        return start(Settings.of(port, smtpPort));
    }

    /**
     * Starts the sinks.
     *
     * @throws IOException when a port is taken or the state cannot be read
     */
    public static Sinks start(Settings settings) throws IOException {
        Sinks sinks = new Sinks(settings);
        try {
            sinks.open();
        } catch (IOException | RuntimeException e) {
            try {
                sinks.close();
            } catch (IOException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
        return sinks;
    }

    private void open() throws IOException {
        Path state = settings.state();
        if (state != null) {
            Files.createDirectories(state);
        }
        SlackVendor slack = new SlackVendor(settings.clock());
        workspace = slack;
        AtomicLong sequences = new AtomicLong();
        for (SinkName name : SinkName.values()) {
            Effect effect =
                    switch (name) {
                        case SLACK -> slack;
                        case PAGERDUTY -> incidents;
                        case SMTP,
                                WEBHOOK,
                                SNS_EMAIL,
                                CLOUDWATCH,
                                OPSGENIE,
                                VICTOROPS,
                                PUSHOVER,
                                WECHAT,
                                TELEGRAM,
                                WEBEX,
                                MSTEAMS,
                                DISCORD,
                                SMS,
                                VOICE,
                                SES -> new SeenKeys();
                    };
            // A call has up to a thousand metrics and there is one every few seconds: fewer are kept, and in memory
            // only.
            boolean metrics = name == SinkName.CLOUDWATCH;
            Path file = state == null || metrics ? null : state.resolve(name.label() + ".jsonl");
            int bound = metrics ? Math.min(settings.bound(), METRIC_CALLS) : settings.bound();
            Journal journal = Journal.open(settings.clock(), sequences, effect, bound, file);
            channels.put(name, new Channel(name, journal, new Behaviours()));
        }
        Map<SinkName, Vendor> vendors = new EnumMap<>(Map.of(
                SinkName.OPSGENIE, new OpsgenieVendor(),
                SinkName.VICTOROPS, new VictorOpsVendor(),
                SinkName.PUSHOVER, new PushoverVendor(),
                SinkName.WECHAT, new WeChatVendor(),
                SinkName.TELEGRAM, new TelegramVendor(),
                SinkName.WEBEX, new WebexVendor(),
                SinkName.MSTEAMS, new TeamsVendor(),
                SinkName.DISCORD, new DiscordVendor()));
        vendors.put(SinkName.SLACK, slack);
        vendors.put(SinkName.PAGERDUTY, new PagerDutyVendor(settings.realPagerDutyKeys()));
        vendors.put(SinkName.SMS, new AwsVendor(SinkName.SMS));
        vendors.put(SinkName.VOICE, new AwsVendor(SinkName.VOICE));
        vendors.put(SinkName.SES, new AwsVendor(SinkName.SES));
        vendors.put(SinkName.WEBHOOK, new WebhookVendor());
        http = SinkServer.start(settings.port(), channels, vendors, new SinkControl(channels, incidents));
        smtp = SmtpSink.start(settings.smtpPort(), channel(SinkName.SMTP));
    }

    /** Where the page and the HTTP sinks are, without a slash at the end. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + Objects.requireNonNull(http).port());
    }

    /** An incoming webhook of Slack for that channel. */
    public URI slackWebhook(String channel) {
        return URI.create(url() + "/slack/services/" + channel);
    }

    /** The base address of Slack's Web API: {@code /chat.postMessage} follows. */
    public URI slackApi() {
        return URI.create(url() + "/slack/api");
    }

    /** Makes somebody a member of Slack's workspace, with an address that is confirmed, until the sink is cleared. */
    public void slackMember(String id, String email) {
        Objects.requireNonNull(workspace).member(id, email);
    }

    /** The base address of PagerDuty's Events API: {@code /v2/enqueue} follows. */
    public URI pagerDuty() {
        return URI.create(url() + "/pagerduty");
    }

    /** The base address of another vendor's API, such as {@code http://127.0.0.1:8090/opsgenie}. */
    public URI vendor(SinkName name) {
        return URI.create(url() + "/" + name.label());
    }

    /** The port of the mail sink. */
    public int smtpPort() {
        return Objects.requireNonNull(smtp).port();
    }

    /** All receipts that the sink still keeps, oldest first. */
    public List<Receipt> receipts(SinkName name) {
        return receipts(name, 0, Integer.MAX_VALUE);
    }

    /** Up to {@code limit} receipts after that sequence number, oldest first. */
    public List<Receipt> receipts(SinkName name, long after, int limit) {
        return channel(name).journal().after(after, limit);
    }

    /** How much the sink has received. */
    public Counts counts(SinkName name) {
        return channel(name).journal().counts();
    }

    /** PagerDuty's incidents, in the order in which they were opened. */
    public List<PagerDutyIncident> incidents() {
        return incidents.all();
    }

    /** Forgets what the sink received, its idempotency keys and, for PagerDuty, its incidents. */
    public void clear(SinkName name) {
        channel(name).journal().clear();
    }

    /** Makes the sink misbehave, instead of an earlier behaviour for the same path. */
    public void misbehave(SinkName name, Behaviour behaviour) {
        channel(name).behaviours().arm(behaviour);
    }

    /** Makes the sink behave again. */
    public void behave(SinkName name) {
        channel(name).behaviours().disarm();
    }

    /** Records a mail that SNS sends to an email subscription. */
    public Receipt email(String address, String subject, String body) {
        ObjectNode mail = SinkJson.MAPPER
                .createObjectNode()
                .put("from", "no-reply@sns.amazonaws.com")
                .put("to", address)
                .put("subject", subject)
                .put("text", body);
        Arrival arrival = new Arrival(SinkName.SNS_EMAIL, address, null, Map.of(), mail, StringNode.valueOf(""));
        return channel(SinkName.SNS_EMAIL).journal().record(arrival, new Verdict.Accepted(true));
    }

    /** Takes what goes to CloudWatch as metric data; the sink is {@link SinkName#CLOUDWATCH}. */
    public MetricInbox metricData() {
        return new MetricDataSink(channel(SinkName.CLOUDWATCH));
    }

    /** Serves something else below a path such as {@code /fleet}, on the port of the HTTP sinks. */
    public void mount(String path, Annex annex) {
        Objects.requireNonNull(http).mount(path, annex);
    }

    private Channel channel(SinkName name) {
        return Objects.requireNonNull(channels.get(name), name::label);
    }

    @Override
    public void close() throws IOException {
        if (smtp != null) {
            smtp.close();
        }
        if (http != null) {
            http.close();
        }
        for (Channel channel : channels.values()) {
            channel.journal().close();
        }
    }
}
