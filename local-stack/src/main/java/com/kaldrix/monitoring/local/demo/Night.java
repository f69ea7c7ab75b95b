package com.kaldrix.monitoring.local.demo;

import static com.kaldrix.monitoring.local.demo.Place.EMAIL;
import static com.kaldrix.monitoring.local.demo.Place.PAGERDUTY;
import static com.kaldrix.monitoring.local.demo.Place.SLACK;

import com.kaldrix.monitoring.local.demo.Expectation.Window;
import com.kaldrix.monitoring.local.demo.Message.Kind;
import com.kaldrix.monitoring.local.fleet.FaultKind;
import com.kaldrix.monitoring.local.sink.SinkName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The script: what happens in one night, who must hear of it and when. Routes and escalation are those that are built in.
 * All times are the story's, minutes and seconds after its beginning.
 */
final class Night {
    static final Duration BEGIN = time("-2:30");
    static final Duration END = time("69:00");

    private static final String PARTITION = RecordedAlarm.NETWORK_PARTITION.name();
    private static final String FORECAST = RecordedAlarm.STORAGE_FORECAST.name();
    private static final String LATENCY = RecordedAlarm.GATEWAY_LATENCY.name();
    private static final String ERRORS = "HighErrorRate";
    private static final String STORM = "ValidatorMissedRounds";

    /** The region whose validators are lost; no other alert of the night is about its consensus. */
    private static final String FEWER_VALIDATORS = "eu-west-1";

    private static final String PARTICIPATION = "KpiValidatorParticipation";
    static final int STORM_SIZE = 200;

    private static final String SPIKE = anomaly(Telemetry.SPIKE_REGION, "application");
    private static final String DECLINE = anomaly(Telemetry.DECLINE_REGION, "p2p");
    private static final String BREAK = anomaly(Telemetry.BREAK_REGION, "store");
    private static final String SILENCE = anomaly(Telemetry.SILENT_REGION, "store");
    private static final String FULL = anomaly(Telemetry.VOLUME_REGION, "ledger");

    private static final Place[] EVERYWHERE = {SLACK, PAGERDUTY, EMAIL};

    private Night() {}

    /** What happens, in order. */
    static List<Event> events(Stage stage) {
        CloudWatch cloudWatch = stage.cloudWatch();
        Prometheus prometheus = stage.prometheus();
        Metrics metrics = stage.metrics();
        return List.of(
                event("-2:00", "Before the night, all channels are tried out (REST).", () -> {
                    stage.tryOut("p0-critical");
                }),
                event("0:00", "CloudWatch us-east-1: ALARM " + PARTITION + ", P0. Nobody answers.", () -> {
                    cloudWatch.alarm(RecordedAlarm.NETWORK_PARTITION);
                }),
                event("1:00", "Nodes " + FEWER_VALIDATORS + ": a third of the validators is lost.", () -> {
                    metrics.breakDown(FaultKind.VALIDATOR_LOSS, FEWER_VALIDATORS);
                }),
                event("1:00", "Nodes us-east-1: a new volume of the ledger begins to fill.", () -> {}),
                event("2:00", "Prometheus eu-west-1: " + ERRORS + " fires, P1.", () -> {
                    prometheus.fire(ERRORS, List.of(errors()));
                }),
                event("5:00", "Somebody acknowledges " + ERRORS + " (REST).", () -> stage.acknowledge(ERRORS)),
                event("8:00", "Nodes us-east-1: requests take three times as long, for two minutes.", () -> {}),
                event("8:30", "No 5-min step for " + ERRORS + ": it is acknowledged.", () -> {}),
                event("9:00", "CloudWatch us-west-2: ALARM " + FORECAST + ", P3.", () -> {
                    cloudWatch.alarm(RecordedAlarm.STORAGE_FORECAST);
                }),
                event("11:00", "Nodes us-east-1: the store's device no longer goes with its reads.", () -> {}),
                event("12:00", "Nodes eu-west-1 begin to lose peers, a few each minute.", () -> {}),
                event("20:00", "Nodes us-west-2: the whole region falls silent, for eight minutes.", () -> {}),
                event("20:00", "CloudWatch us-west-2: OK " + FORECAST + ".", () -> {
                    cloudWatch.ok(RecordedAlarm.STORAGE_FORECAST);
                }),
                event("29:00", "The KPIs, made of what the nodes say (REST):", metrics::show),
                event("30:00", "Nodes " + FEWER_VALIDATORS + ": the validators are back.", metrics::repair),
                event("36:00", "Prometheus us-west-2: a storm, " + STORM_SIZE + " times " + STORM + ", P1.", () -> {
                    prometheus.fire(STORM, storm());
                }),
                event("39:00", "Prometheus us-west-2: the storm is over.", () -> prometheus.resolve(STORM)),
                event("44:00", "Slack breaks down: it answers 503.", () -> stage.breakDown(SinkName.SLACK)),
                event("45:00", "CloudWatch eu-west-1: ALARM " + LATENCY + ", P1.", () -> {
                    cloudWatch.alarm(RecordedAlarm.GATEWAY_LATENCY);
                }),
                event("48:00", "CloudWatch eu-west-1: OK " + LATENCY + ". Slack knows nothing.", () -> {
                    cloudWatch.ok(RecordedAlarm.GATEWAY_LATENCY);
                }),
                event("52:00", "Slack is back.", () -> stage.repair(SinkName.SLACK)),
                event("64:30", "CloudWatch us-east-1: OK " + PARTITION + ". Everybody is told.", () -> {
                    cloudWatch.ok(RecordedAlarm.NETWORK_PARTITION);
                }),
                event("65:30", "Prometheus eu-west-1: " + ERRORS + " is over.", () -> {
                    prometheus.resolve(ERRORS);
                }),
                event("68:00", "The KPIs at the end of the night:", metrics::showAll));
    }

    /** What people do when they are told of something unusual: they look at its plot and take it. */
    static List<Reaction> reactions(Stage stage) {
        return Stream.of(SPIKE, DECLINE, BREAK, SILENCE, FULL)
                .map(subject -> new Reaction(subject, "Somebody looks at the plot and takes it.", message -> {
                    Plots.see(message);
                    stage.acknowledge(subject);
                }))
                .toList();
    }

    /**
     * Who must hear of what, exactly once. A channel hears the end once, in the name of the first who was told there; at
     * PagerDuty each page and each step is an incident of its own and is ended as such.
     *
     * <p>Whatever else arrives is too much.
     */
    static List<Expectation> expectations() {
        Wishes wishes = new Wishes();
        wishes.about("test").want("a test of p0-critical", Kind.TEST, "p0-critical", "-2:00", "0:30", EVERYWHERE);
        wishes.about(PARTITION)
                .want("page", Kind.PAGE, "p0-critical", "0:00", "2:10", EVERYWHERE)
                .want(
                        "after 5 min, nobody acknowledged",
                        Kind.ESCALATED,
                        "escalation-pagerduty",
                        "5:00",
                        "8:10",
                        PAGERDUTY)
                .want("after 15 min, on-call manager", Kind.ESCALATED, "on-call-manager", "15:00", "18:10", EVERYWHERE)
                .want("after 30 min, leadership", Kind.ESCALATED, "leadership", "30:00", "33:10", EVERYWHERE)
                .want("after 1 h, page repeated", Kind.STILL_OPEN, "p0-critical", "60:00", "64:10", EVERYWHERE)
                .want("over", Kind.OVER, "p0-critical", "64:30", "67:30", EVERYWHERE)
                .want("over", Kind.OVER, "escalation-pagerduty", "64:30", "67:30", PAGERDUTY)
                .want("over", Kind.OVER, "on-call-manager", "64:30", "67:30", PAGERDUTY)
                .want("over", Kind.OVER, "leadership", "64:30", "67:30", PAGERDUTY);
        wishes.about(ERRORS)
                .want("page", Kind.PAGE, "p1-high", "2:00", "4:10", SLACK, PAGERDUTY)
                .saying("Acknowledged by")
                .want("after 15 min, on-call manager", Kind.ESCALATED, "on-call-manager", "17:00", "20:10", EVERYWHERE)
                .want("after 30 min, leadership", Kind.ESCALATED, "leadership", "32:00", "35:10", EVERYWHERE)
                .saying()
                .want("over", Kind.OVER, "p1-high", "65:30", "68:30", SLACK, PAGERDUTY)
                .want("over", Kind.OVER, "on-call-manager", "65:30", "68:30", PAGERDUTY, EMAIL)
                .want("over", Kind.OVER, "leadership", "65:30", "68:30", PAGERDUTY);
        wishes.about(FORECAST)
                .want("shown", Kind.PAGE, "p3-low", "9:00", "11:30", SLACK)
                .want("over", Kind.OVER, "p3-low", "20:00", "27:00", SLACK);
        // The gateways keep real time: a window of theirs is 10 min here, and so is the time until they know.
        wishes.about(PARTICIPATION)
                .want("KPI below its threshold", Kind.PAGE, "p2-medium", "9:00", "34:00", SLACK)
                .want(
                        "after 5 min, nobody acknowledged",
                        Kind.ESCALATED,
                        "escalation-pagerduty",
                        "14:00",
                        "41:00",
                        PAGERDUTY)
                .want("over", Kind.OVER, "p2-medium", "32:00", "68:00", SLACK)
                .want("over", Kind.OVER, "escalation-pagerduty", "32:00", "68:00", PAGERDUTY);
        wishes.about(STORM)
                .saying("×" + STORM_SIZE)
                .want("one page for " + STORM_SIZE, Kind.PAGE, "p1-high", "36:00", "38:10", SLACK, PAGERDUTY)
                .saying()
                .want("over", Kind.OVER, "p1-high", "39:00", "42:10", SLACK, PAGERDUTY);
        wishes.about(LATENCY)
                .want("page, on time", Kind.PAGE, "p1-high", "45:00", "46:50", PAGERDUTY)
                .saying("p1-high/slack")
                .want("fallback for Slack, after 2 min", Kind.FALLBACK, "p1-high", "47:00", "49:10", PAGERDUTY)
                .saying()
                .want("over", Kind.OVER, "p1-high", "48:00", "51:10", PAGERDUTY)
                .saying("Held back since")
                .want("fired and over, as one message", Kind.FIRED_AND_OVER, "p1-high", "52:00", "54:10", SLACK);
        wishes.about(SPIKE)
                .saying("Spike of " + Telemetry.LATENCY, "is usual", "plot.png")
                .want("a spike, with its plot", Kind.PAGE, "p1-high", "8:00", "14:00", SLACK)
                .saying("Spike of " + Telemetry.LATENCY, "is usual")
                .want("a spike, with its plot", Kind.PAGE, "p1-high", "8:00", "14:00", PAGERDUTY)
                .saying()
                .want("over", Kind.OVER, "p1-high", "10:00", "22:00", SLACK, PAGERDUTY);
        wishes.about(FULL)
                .saying("Predicted breach of " + Telemetry.VOLUME, "reaches 1 in", "plot.png")
                .want("a predicted disk-full, with its plot", Kind.PAGE, "p2-medium", "10:00", "22:00", SLACK)
                .saying()
                .want("over", Kind.OVER, "p2-medium", "18:00", "43:30", SLACK);
        wishes.about(BREAK)
                .saying("Correlation break of " + Telemetry.DEVICE, "usually go together", "plot.png")
                .want("a correlation break, with its plot", Kind.PAGE, "p3-low", "12:00", "28:00", SLACK)
                .saying()
                .want("over", Kind.OVER, "p3-low", "21:00", "43:30", SLACK);
        wishes.about(DECLINE)
                .saying("Gradual decline of " + Telemetry.PEERS, "little by little", "plot.png")
                .want("a gradual decline, with its plot", Kind.PAGE, "p3-low", "13:00", "29:00", SLACK)
                .saying()
                .want("over", Kind.OVER, "p3-low", "28:00", "43:30", SLACK);
        wishes.about(SILENCE)
                .saying("Missing data of", "and 6 more in " + Telemetry.SILENT_REGION, "nothing came", "plot.png")
                .want("a silent region, with its plot", Kind.PAGE, "p2-medium", "20:30", "29:00", SLACK)
                .saying()
                .want("over", Kind.OVER, "p2-medium", "28:00", "43:30", SLACK);
        return wishes.all();
    }

    /** What was held back, and why: {@code {repetitions}} and {@code {refused}} stand for numbers. */
    static List<HeldBack> heldBack() {
        return List.of(
                new HeldBack(STORM_SIZE - 1 + " further pages of the storm", "grouped by region and component"),
                new HeldBack("{repetitions} repetitions by Prometheus", "they told nothing new"),
                new HeldBack("5-min step of " + ERRORS, "acknowledged at 5:00"),
                new HeldBack("hourly repeat of " + ERRORS, "acknowledged at 5:00"),
                new HeldBack("PagerDuty and email on the forecast", "a P3 pages nobody"),
                new HeldBack("6 further series of the silent region", "one event tells of all"),
                new HeldBack("5-min steps of what was unusual", "acknowledged at once"),
                new HeldBack("further ends at Slack and by email", "one end for each channel"),
                new HeldBack("second Slack message on the latency", "the end took the page along"),
                new HeldBack("{refused} attempts at Slack", "it answered 503 for 8 min"));
    }

    /**
     * Something that nobody was told, on purpose.
     *
     * @param what that was
     * @param why the reason
     */
    record HeldBack(String what, String why) {}

    /** What anomaly-processor's alerts are called, and where they are. */
    private static String anomaly(String region, String component) {
        return "Anomaly (" + region + ", " + component + ")";
    }

    private static Prometheus.Alert errors() {
        return new Prometheus.Alert(
                Map.of(
                        "alertname", ERRORS,
                        "severity", "high",
                        "region", "eu-west-1",
                        "component", "gateway",
                        "job", "kaldrix-app",
                        "instance", "kaldrix-service:8080"),
                Map.of("summary", "12 % of the requests fail (limit 5 %)"));
    }

    private static List<Prometheus.Alert> storm() {
        return IntStream.rangeClosed(1, STORM_SIZE)
                .mapToObj(number -> "validator-%03d".formatted(number))
                .map(validator -> new Prometheus.Alert(
                        Map.of(
                                "alertname", STORM,
                                "severity", "page",
                                "region", "us-west-2",
                                "component", "consensus",
                                "job", "kaldrix-blockchain",
                                "instance", validator + ":9090"),
                        Map.of("summary", validator + " has missed three rounds in a row")))
                .toList();
    }

    private static Event event(String at, String words, Event.Action action) {
        return new Event(time(at), words, action);
    }

    /** Reads {@code minutes:seconds}, with a minus for what comes before the beginning. */
    private static Duration time(String text) {
        if (text.startsWith("-")) {
            return time(text.substring(1)).negated();
        }
        int colon = text.indexOf(':');
        return Duration.ofMinutes(Long.parseLong(text.substring(0, colon)))
                .plusSeconds(Long.parseLong(text.substring(colon + 1)));
    }

    /** Collects expectations. */
    private static final class Wishes {
        private final List<Expectation> all = new ArrayList<>();
        private String subject = "";
        private String[] words = {};

        Wishes about(String alert) {
            subject = alert;
            words = new String[0];
            return this;
        }

        /** What the messages that follow must say as well. */
        Wishes saying(String... texts) {
            words = texts;
            return this;
        }

        Wishes want(String row, Kind kind, String receiver, String from, String to, Place... places) {
            for (Place place : places) {
                all.add(new Expectation(
                        row, subject, kind, receiver, place, new Window(time(from), time(to)), List.of(words)));
            }
            return this;
        }

        List<Expectation> all() {
            return List.copyOf(all);
        }
    }
}
