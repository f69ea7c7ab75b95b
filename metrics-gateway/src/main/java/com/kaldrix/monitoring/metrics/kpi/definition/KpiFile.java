package com.kaldrix.monitoring.metrics.kpi.definition;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads {@code kpis.yml}: the one that is shipped, and a user's file that adds to it and changes it. An input of a user
 * replaces the shipped one of that name; of a KPI only what the user's file says is replaced.
 */
public final class KpiFile {
    /** How many KPIs there may be: history is kept of each. */
    static final int MOST_KPIS = 200;

    private static final String SHIPPED = "kaldrix/kpis.yml";
    private static final Set<String> KEYS = Set.of("inputs", "kpis");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");
    private static final Pattern TAKEN = Pattern.compile("(node|gateway|kpi)_.*|.*_(total|bucket|sum|info)");

    private final Map<String, KpiInput> inputs = new LinkedHashMap<>();
    private final Map<String, Kpi> kpis = new LinkedHashMap<>();
    private final Map<String, YamlPlace> places = new LinkedHashMap<>();
    private final List<YamlProblems> files = new ArrayList<>();

    private KpiFile() {}

    /** The KPIs that are shipped. */
    public static KpiCatalogue shipped() {
        KpiFile file = new KpiFile();
        file.read("kpis.yml", shippedText());
        return file.finish();
    }

    /**
     * The shipped KPIs with a user's file on top.
     *
     * @throws KpiFileException naming everything that is wrong with the file
     */
    public static KpiCatalogue with(Path user) {
        String text;
        try {
            text = Files.readString(user);
        } catch (IOException e) {
            throw new KpiFileException(List.of(user + ": the file cannot be read: " + e));
        }
        return with(user.toString(), text);
    }

    /** As {@link #with(Path)}, from text. */
    public static KpiCatalogue with(String name, String text) {
        KpiFile file = new KpiFile();
        file.read("kpis.yml", shippedText());
        file.read(name, text);
        return file.finish();
    }

    private static String shippedText() {
        try (InputStream shipped = KpiFile.class.getClassLoader().getResourceAsStream(SHIPPED)) {
            if (shipped == null) {
                throw new IllegalStateException(SHIPPED + " is not on the class path");
            }
            return new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(String name, String text) {
        YamlProblems found = new YamlProblems(name);
        files.add(found);
        found.root(text).ifPresent(root -> {
            Map<String, YamlPlace> sections = root.entries(KEYS);
            YamlPlace inputSection = sections.get("inputs");
            if (inputSection != null) {
                inputSection.entries().forEach((input, place) -> {
                    if (named(input, place)) {
                        InputReader.read(input, place).ifPresent(read -> inputs.put(input, read));
                        places.put(input, place);
                    }
                });
            }
            YamlPlace kpiSection = sections.get("kpis");
            if (kpiSection != null) {
                kpiSection.entries().forEach(this::kpi);
            }
        });
        check();
        List<String> problems =
                files.stream().flatMap(file -> file.all().stream()).toList();
        if (!problems.isEmpty()) {
            throw new KpiFileException(problems);
        }
    }

    private void kpi(String name, YamlPlace place) {
        if (!named(name, place)) {
            return;
        }
        if (TAKEN.matcher(name).matches()) {
            place.problem("no KPI may be called '" + name
                    + "': names that begin with node_, gateway_ or kpi_, or end as those of counters and histograms,"
                    + " are others'");
            return;
        }
        Kpi shipped = kpis.remove(name);
        KpiReader.read(name, place, shipped).ifPresent(kpi -> kpis.put(name, kpi));
        places.put(name, place);
        if (kpis.size() > MOST_KPIS) {
            place.problem("there are more than " + MOST_KPIS + " KPIs");
        }
    }

    private static boolean named(String name, YamlPlace place) {
        if (NAME.matcher(name).matches()) {
            return true;
        }
        place.problem("'" + name + "' is no name: lower case letters, digits and _, at most 64, a letter first");
        return false;
    }

    /** Whether every name leads somewhere, and none to two things. */
    private void check() {
        kpis.values().forEach(kpi -> {
            YamlPlace place = places.get(kpi.name());
            if (place == null) {
                return;
            }
            if (inputs.containsKey(kpi.name())) {
                place.problem("an input and a KPI have the same name '" + kpi.name() + "'");
            }
            for (String name : KpiCatalogue.names(kpi)) {
                if (!inputs.containsKey(name) && !kpis.containsKey(name)) {
                    place.problem("there is no input and no KPI '" + name + "'");
                }
            }
            for (KpiInput input : inputs.values()) {
                if (input.from().stream().anyMatch(from -> from.select().admits(kpi.exposedName()))) {
                    place.problem("the KPI would be exposed as " + kpi.exposedName() + ", which is what input '"
                            + input.name() + "' selects");
                }
            }
            aggregates(kpi.value(), place);
            kpi.cloudWatch().flatMap(Kpi.CloudWatch::value).ifPresent(value -> aggregates(value, place));
        });
    }

    private void aggregates(Expression expression, YamlPlace place) {
        switch (expression) {
            case Expression.Constant constant -> {}
            case Expression.Reference reference -> {}
            case Expression.Aggregate aggregate -> {
                if (!inputs.containsKey(aggregate.input()) && kpis.containsKey(aggregate.input())) {
                    place.problem("'" + aggregate.input() + "' is a KPI; only inputs can be aggregated");
                }
            }
            case Expression.Binary binary -> {
                aggregates(binary.left(), place);
                aggregates(binary.right(), place);
            }
            case Expression.Call call -> call.arguments().forEach(argument -> aggregates(argument, place));
        }
    }

    private KpiCatalogue finish() {
        try {
            return new KpiCatalogue(inputs, kpis);
        } catch (IllegalArgumentException e) {
            throw new KpiFileException(List.of(String.valueOf(e.getMessage())));
        }
    }
}
