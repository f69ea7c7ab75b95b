package com.kaldrix.monitoring.alert.template;

import com.kaldrix.monitoring.alert.template.Values.Alerts;
import com.kaldrix.monitoring.alert.template.Values.Kv;
import com.kaldrix.monitoring.alert.template.Values.Pair;
import com.kaldrix.monitoring.alert.template.Values.Pairs;
import com.kaldrix.monitoring.alert.template.Values.Strings;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The fields and methods that values have in Alertmanager's templates. */
final class Members {
    private static final Map<Type, Map<String, Member>> ALL = new EnumMap<>(Type.class);

    private Members() {}

    static {
        field(Type.DATA, TemplateData.class, "Receiver", Type.STRING, TemplateData::receiver);
        field(Type.DATA, TemplateData.class, "Status", Type.STRING, TemplateData::status);
        field(Type.DATA, TemplateData.class, "Alerts", Type.ALERTS, data -> new Alerts(data.alerts()));
        field(Type.DATA, TemplateData.class, "GroupLabels", Type.KV, data -> Kv.of(data.groupLabels()));
        field(Type.DATA, TemplateData.class, "CommonLabels", Type.KV, data -> Kv.of(data.commonLabels()));
        field(Type.DATA, TemplateData.class, "CommonAnnotations", Type.KV, data -> Kv.of(data.commonAnnotations()));
        field(Type.DATA, TemplateData.class, "ExternalURL", Type.STRING, TemplateData::externalUrl);

        field(Type.ALERT, TemplateData.Alert.class, "Status", Type.STRING, TemplateData.Alert::status);
        field(Type.ALERT, TemplateData.Alert.class, "Labels", Type.KV, alert -> Kv.of(alert.labels()));
        field(Type.ALERT, TemplateData.Alert.class, "Annotations", Type.KV, alert -> Kv.of(alert.annotations()));
        field(Type.ALERT, TemplateData.Alert.class, "StartsAt", Type.TIME, alert -> GoTime.utc(alert.startsAt()));
        field(Type.ALERT, TemplateData.Alert.class, "EndsAt", Type.TIME, alert -> GoTime.utc(alert.endsAt()));
        field(Type.ALERT, TemplateData.Alert.class, "GeneratorURL", Type.STRING, TemplateData.Alert::generatorUrl);
        field(Type.ALERT, TemplateData.Alert.class, "Fingerprint", Type.STRING, TemplateData.Alert::fingerprint);

        method(Type.ALERTS, Alerts.class, "Firing", Type.ALERTS, alerts -> alerts.with(TemplateData.FIRING));
        method(Type.ALERTS, Alerts.class, "Resolved", Type.ALERTS, alerts -> alerts.with(TemplateData.RESOLVED));

        method(Type.KV, Kv.class, "SortedPairs", Type.PAIRS, Kv::sorted);
        method(Type.KV, Kv.class, "Names", Type.STRINGS, kv -> kv.sorted().names());
        method(Type.KV, Kv.class, "Values", Type.STRINGS, kv -> kv.sorted().values());
        method(Type.KV, Kv.class, "String", Type.STRING, kv -> kv.sorted().joined());
        add(
                Type.KV,
                "Remove",
                new Member(
                        true,
                        List.of(Type.STRINGS),
                        Type.KV,
                        (value, arguments) -> ((Kv) value).without(((Strings) arguments.getFirst()).all())));

        method(Type.PAIRS, Pairs.class, "Names", Type.STRINGS, Pairs::names);
        method(Type.PAIRS, Pairs.class, "Values", Type.STRINGS, Pairs::values);
        method(Type.PAIRS, Pairs.class, "String", Type.STRING, Pairs::joined);
        field(Type.PAIR, Pair.class, "Name", Type.STRING, Pair::name);
        field(Type.PAIR, Pair.class, "Value", Type.STRING, Pair::value);

        time();
        duration();
    }

    private static void time() {
        method(Type.TIME, GoTime.class, "String", Type.STRING, GoTime::toString);
        method(Type.TIME, GoTime.class, "UTC", Type.TIME, time -> GoTime.utc(time.instant()));
        method(Type.TIME, GoTime.class, "Local", Type.TIME, time -> new GoTime(time.instant(), ZoneId.systemDefault()));
        method(Type.TIME, GoTime.class, "Unix", Type.INT, time -> time.instant().getEpochSecond());
        method(
                Type.TIME,
                GoTime.class,
                "UnixMilli",
                Type.INT,
                time -> time.instant().toEpochMilli());
        method(
                Type.TIME,
                GoTime.class,
                "UnixNano",
                Type.INT,
                time -> time.instant().getEpochSecond() * 1_000_000_000L
                        + time.instant().getNano());
        method(Type.TIME, GoTime.class, "Year", Type.INT, time ->
                (long) time.at().getYear());
        method(Type.TIME, GoTime.class, "Day", Type.INT, time ->
                (long) time.at().getDayOfMonth());
        method(Type.TIME, GoTime.class, "YearDay", Type.INT, time ->
                (long) time.at().getDayOfYear());
        method(Type.TIME, GoTime.class, "Hour", Type.INT, time ->
                (long) time.at().getHour());
        method(Type.TIME, GoTime.class, "Minute", Type.INT, time ->
                (long) time.at().getMinute());
        method(Type.TIME, GoTime.class, "Second", Type.INT, time ->
                (long) time.at().getSecond());
        method(Type.TIME, GoTime.class, "Nanosecond", Type.INT, time ->
                (long) time.at().getNano());
        method(
                Type.TIME,
                GoTime.class,
                "Month",
                Type.STRING,
                time -> time.at().getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
        method(
                Type.TIME,
                GoTime.class,
                "Weekday",
                Type.STRING,
                time -> time.at().getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
        method(
                Type.TIME,
                GoTime.class,
                "IsZero",
                Type.BOOL,
                time -> time.instant().equals(TemplateData.Alert.NEVER));
        add(
                Type.TIME,
                "Format",
                new Member(
                        true,
                        List.of(Type.STRING),
                        Type.STRING,
                        (value, arguments) -> ((GoTime) value).format(Values.print(arguments.getFirst()))));
        between("After", Type.BOOL, (one, other) -> one.instant().isAfter(other.instant()));
        between("Before", Type.BOOL, (one, other) -> one.instant().isBefore(other.instant()));
        between("Equal", Type.BOOL, (one, other) -> one.instant().equals(other.instant()));
        between("Sub", Type.DURATION, (one, other) -> Duration.between(other.instant(), one.instant()));
        add(Type.TIME, "Add", new Member(true, List.of(Type.DURATION), Type.TIME, (value, arguments) -> {
            GoTime time = (GoTime) value;
            return new GoTime(time.instant().plus((Duration) arguments.getFirst()), time.zone());
        }));
    }

    private static void duration() {
        method(Type.DURATION, Duration.class, "String", Type.STRING, Numbers::duration);
        method(Type.DURATION, Duration.class, "Hours", Type.FLOAT, duration -> seconds(duration) / 3600);
        method(Type.DURATION, Duration.class, "Minutes", Type.FLOAT, duration -> seconds(duration) / 60);
        method(Type.DURATION, Duration.class, "Seconds", Type.FLOAT, Members::seconds);
        method(Type.DURATION, Duration.class, "Milliseconds", Type.INT, Duration::toMillis);
    }

    static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() / 1e9;
    }

    @FunctionalInterface
    private interface Comparison {
        Object of(GoTime one, GoTime other);
    }

    private static void between(String name, Type result, Comparison comparison) {
        add(
                Type.TIME,
                name,
                new Member(
                        true,
                        List.of(Type.TIME),
                        result,
                        (value, arguments) -> comparison.of((GoTime) value, (GoTime) arguments.getFirst())));
    }

    private static <T> void field(Type type, Class<T> of, String name, Type result, Function<T, Object> body) {
        add(type, name, new Member(false, List.of(), result, (value, none) -> body.apply(of.cast(value))));
    }

    private static <T> void method(Type type, Class<T> of, String name, Type result, Function<T, Object> body) {
        add(type, name, new Member(true, List.of(), result, (value, none) -> body.apply(of.cast(value))));
    }

    private static void add(Type type, String name, Member member) {
        ALL.computeIfAbsent(type, t -> new HashMap<>()).put(name, member);
    }

    /** The member of that name; of a KV those alone that are methods. */
    static Optional<Member> find(Type type, String name) {
        return Optional.ofNullable(ALL.getOrDefault(type, Map.of()).get(name));
    }
}
