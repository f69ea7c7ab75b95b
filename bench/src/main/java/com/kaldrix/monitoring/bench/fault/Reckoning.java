package com.kaldrix.monitoring.bench.fault;

import com.kaldrix.monitoring.local.sink.PagerDutyIncident;
import com.kaldrix.monitoring.local.sink.Receipt;
import com.kaldrix.monitoring.local.sink.SinkName;
import com.kaldrix.monitoring.local.sink.Sinks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Holds what was published against what the sinks received. An alert is told when the webhook has it; a group is told when
 * all channels have been told of its incident. Nothing may be told twice: one incident for each group, one of PagerDuty's
 * for each, no two different deliveries that say the same, and the same again on Slack or by mail only with the words
 * "Possible repeat". Safe for use by several threads.
 */
public final class Reckoning {
    private static final List<SinkName> CHANNELS = List.of(SinkName.WEBHOOK, SinkName.SLACK, SinkName.SMTP);
    private static final String INCIDENT_KEY = "kaldrix/";

    private final Ledger ledger;
    private final Sinks sinks;
    private final Map<SinkName, Long> seen = new EnumMap<>(SinkName.class);
    private final Map<SinkName, Map<String, Line>> lines = new EnumMap<>(SinkName.class);
    private final Map<String, Instant> told = new HashMap<>();
    private final Map<String, Set<String>> incidentsOfGroup = new HashMap<>();
    private final List<String> twice = new ArrayList<>();
    private int marked;
    private int messages;

    /** What one channel was told of one incident. */
    private static final class Line {
        private final Map<String, String> said = new HashMap<>();
        private boolean over;
    }

    /** Compares that ledger with those sinks, from what they have received so far on. */
    public Reckoning(Ledger ledger, Sinks sinks) {
        this.ledger = ledger;
        this.sinks = sinks;
        for (SinkName channel : CHANNELS) {
            lines.put(channel, new HashMap<>());
            List<Receipt> before = sinks.receipts(channel);
            seen.put(channel, before.isEmpty() ? 0L : before.getLast().sequence());
        }
    }

    /** Reads what has arrived since the last time. */
    public synchronized void read() {
        for (SinkName channel : CHANNELS) {
            for (Receipt receipt : sinks.receipts(channel, seen.getOrDefault(channel, 0L), Integer.MAX_VALUE)) {
                seen.put(channel, receipt.sequence());
                if (receipt.accepted()) {
                    Message.of(receipt).ifPresent(message -> take(channel, message, receipt));
                }
            }
        }
    }

    /** How many messages have arrived. */
    public synchronized int messages() {
        return messages;
    }

    private void take(SinkName channel, Message message, Receipt receipt) {
        Line line = lines(channel).computeIfAbsent(message.incident(), incident -> new Line());
        line.over |= message.over();
        messages++;
        String before = line.said.putIfAbsent(message.what(), message.key());
        if (before != null && message.marked()) {
            marked++;
        }
        boolean sameDelivery = Message.isIdempotent(channel) && message.key().equals(before);
        if (before != null && !sameDelivery && (Message.isIdempotent(channel) || !message.marked())) {
            twice.add(channel.label() + " was told twice of incident " + message.incident() + ": " + message.what());
        }
        if (channel == SinkName.WEBHOOK) {
            tell(message.incident(), receipt);
        }
    }

    private void tell(String incident, Receipt receipt) {
        JsonNode labels = receipt.body().path("groupLabels");
        String group = labels.path("group").asString(labels.path("dim_Group").asString(""));
        incidentsOfGroup.computeIfAbsent(group, key -> new HashSet<>()).add(incident);
        receipt.body()
                .path("alerts")
                .valueStream()
                .map(alert -> alert.path("labels").path("alertname").asString(""))
                .forEach(name -> told.putIfAbsent(name, receipt.time()));
    }

    private Map<String, Line> lines(SinkName channel) {
        return lines.getOrDefault(channel, Map.of());
    }

    /** Groups of which every alert has been told, by everybody. */
    public synchronized Set<String> toldGroups() {
        Set<String> paged = paged().keySet();
        return ledger.groups().entrySet().stream()
                .filter(group -> told.keySet().containsAll(group.getValue()))
                .map(Map.Entry::getKey)
                .filter(group -> missing(group, paged).isEmpty())
                .collect(Collectors.toSet());
    }

    /** Whether nothing is missing. */
    public synchronized boolean complete() {
        read();
        return lost().isEmpty();
    }

    /** PagerDuty's incidents by ours; those of escalation steps are none of them. */
    private Map<String, List<PagerDutyIncident>> paged() {
        return sinks.incidents().stream()
                .filter(incident -> incident.id().dedupKey().startsWith(INCIDENT_KEY))
                .collect(Collectors.groupingBy(
                        incident -> incident.id().dedupKey().substring(INCIDENT_KEY.length())));
    }

    private List<String> missing(String group, Set<String> paged) {
        Set<String> incidents = incidentsOfGroup.getOrDefault(group, Set.of());
        List<String> missing = new ArrayList<>();
        for (SinkName channel : CHANNELS) {
            if (incidents.stream().noneMatch(lines(channel)::containsKey)) {
                missing.add(channel.label());
            }
        }
        if (incidents.stream().noneMatch(paged::contains)) {
            missing.add(SinkName.PAGERDUTY.label());
        }
        return missing;
    }

    private List<String> endless(String group, Map<String, List<PagerDutyIncident>> paged) {
        Set<String> incidents = incidentsOfGroup.getOrDefault(group, Set.of());
        List<String> missing = new ArrayList<>();
        for (SinkName channel : CHANNELS) {
            boolean over = incidents.stream()
                    .map(incident -> Optional.ofNullable(lines(channel).get(incident)))
                    .allMatch(line -> line.isPresent() && line.get().over);
            if (!over) {
                missing.add(channel.label());
            }
        }
        boolean resolved = incidents.stream()
                .flatMap(incident -> paged.getOrDefault(incident, List.of()).stream())
                .allMatch(incident -> incident.state() == PagerDutyIncident.State.RESOLVED);
        if (!resolved) {
            missing.add(SinkName.PAGERDUTY.label());
        }
        return missing;
    }

    /** What has not been told, in words. */
    private List<String> lost() {
        List<String> lost = new ArrayList<>();
        for (Ledger.Entry entry : ledger.entries()) {
            if (!told.containsKey(entry.alarm().name())) {
                lost.add(entry.alarm().name() + " of " + entry.alarm().group() + " in "
                        + entry.alarm().region() + ", published " + entry.at());
            }
        }
        Map<String, List<PagerDutyIncident>> paged = paged();
        for (String group : ledger.groups().keySet()) {
            List<String> missing = missing(group, paged.keySet());
            if (!missing.isEmpty()) {
                lost.add("group " + group + " at " + String.join(", ", missing));
            }
        }
        for (String group : ledger.ended()) {
            List<String> missing = endless(group, paged);
            if (!missing.isEmpty()) {
                lost.add("the end of group " + group + " at " + String.join(", ", missing));
            }
        }
        return lost;
    }

    private List<String> duplicates() {
        Set<String> ours = ledger.groups().keySet();
        List<String> duplicates = new ArrayList<>(twice);
        Map<String, List<PagerDutyIncident>> paged = paged();
        for (String group : ours) {
            Set<String> incidents = incidentsOfGroup.getOrDefault(group, Set.of());
            if (incidents.size() > 1) {
                duplicates.add("group " + group + " is " + incidents.size() + " incidents: " + incidents);
            }
            for (String incident : incidents) {
                int pages = paged.getOrDefault(incident, List.of()).size();
                if (pages > 1) {
                    duplicates.add("PagerDuty was raised " + pages + " times for " + incident + " of " + group);
                }
            }
        }
        return duplicates;
    }

    /** How it stands now. */
    public synchronized Verdict verdict() {
        read();
        Map<String, Instant> first = new HashMap<>();
        List<Duration> toTold = new ArrayList<>();
        for (Ledger.Entry entry : ledger.entries()) {
            first.merge(entry.alarm().group(), entry.at(), (one, other) -> one.isBefore(other) ? one : other);
            Instant at = told.get(entry.alarm().name());
            if (at != null) {
                toTold.add(Duration.between(entry.at(), at));
            }
        }
        List<Duration> toPage = new ArrayList<>();
        Map<String, List<PagerDutyIncident>> paged = paged();
        first.forEach((group, published) -> incidentsOfGroup.getOrDefault(group, Set.of()).stream()
                .flatMap(incident -> paged.getOrDefault(incident, List.of()).stream())
                .map(PagerDutyIncident::openedAt)
                .min(Instant::compareTo)
                .ifPresent(raised -> toPage.add(Duration.between(published, raised))));
        return new Verdict(ledger.size(), first.size(), lost(), duplicates(), marked, new Latency(toPage, toTold));
    }

    /** How long it took until all was told that had been published before a moment and not been told then. */
    public synchronized Duration takenOver(Instant moment) {
        read();
        return ledger.entries().stream()
                .filter(entry -> entry.at().isBefore(moment))
                .flatMap(entry -> Optional.ofNullable(told.get(entry.alarm().name())).stream())
                .filter(at -> at.isAfter(moment))
                .max(Instant::compareTo)
                .map(last -> Duration.between(moment, last))
                .orElse(Duration.ZERO);
    }

    /**
     * How long it took.
     *
     * @param toPage from the first alert of a group to PagerDuty's incident, for each group
     * @param toTold from each alert to the first message that holds it
     */
    public record Latency(List<Duration> toPage, List<Duration> toTold) {
        public Latency {
            toPage = toPage.stream().sorted().toList();
            toTold = toTold.stream().sorted().toList();
        }
    }

    /**
     * What came of it.
     *
     * @param alerts how many were published
     * @param groups in how many groups
     * @param lost what was not told, in words
     * @param duplicates what was told twice, in words
     * @param marked how many messages were repeated and said so
     * @param latency how long it took
     */
    public record Verdict(
            int alerts, int groups, List<String> lost, List<String> duplicates, int marked, Latency latency) {
        public Verdict {
            lost = List.copyOf(lost);
            duplicates = List.copyOf(duplicates);
        }

        /** Whether nothing is lost and nothing was told twice. */
        public boolean clean() {
            return lost.isEmpty() && duplicates.isEmpty();
        }
    }
}
