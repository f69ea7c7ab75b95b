package com.kaldrix.monitoring.anomaly.detector;

import com.kaldrix.monitoring.common.label.Matcher;
import com.kaldrix.monitoring.common.label.Matchers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which series a metric's name, namespace and statistic, as CloudWatch has them, choose among series with names of Prometheus:
 *
 * <ol>
 *   <li>A name that is written as Prometheus writes it ({@code kaldrix_node_peers}) chooses exactly the series of that name; with a
 *       namespace also those whose name has the namespace in front ({@code KALDRIX} and {@code node_peers}).
 *   <li>A name of CloudWatch in the suite's own namespace {@code KALDRIX} ({@code TransactionRate}) chooses the KPI of that name and
 *       what nodes export of which it is made; one that is no KPI chooses by its words ({@code FooBar}:
 *       {@code kaldrix_foo_bar}, {@code kaldrix_node_foo_bar_total}). Here the statistic narrows: {@code Sum} and {@code SampleCount} are
 *       of what counts, so no gauge of a node is chosen; others choose all.
 *   <li>A name in another namespace ({@code AWS/EC2}, {@code NetworkIn}) chooses what gateways make of CloudWatch's metrics:
 *       {@code aws_ec2_network_in_sum} for {@code Sum}, {@code _count} for {@code SampleCount}, {@code _minimum}, {@code _maximum},
 *       {@code _p99}; {@code _sum} and {@code _count} for {@code Average}, which streams do not bring; without a statistic all of them.
 * </ol>
 */
public final class SeriesChoice {
    /** The namespace of the suite's own metrics. */
    public static final String OURS = "KALDRIX";

    private static final String NAME = "__name__";
    private static final Pattern PROMETHEUS = Pattern.compile("[a-z_:][a-z0-9_:]*|[a-zA-Z_:]+_[a-zA-Z0-9_:]*");
    private static final Pattern HUMP = Pattern.compile("([a-z0-9])([A-Z])");
    private static final Pattern OTHER = Pattern.compile("[^a-z0-9]+");
    private static final Properties KPIS = kpis();

    private SeriesChoice() {}

    private static Properties kpis() {
        try (InputStream in = SeriesChoice.class.getResourceAsStream("kaldrix-metrics.properties")) {
            if (in == null) {
                throw new IllegalStateException("kaldrix-metrics.properties is missing from the jar");
            }
            Properties read = new Properties();
            read.load(in);
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The series, each matcher for some of them.
     *
     * @param namespace null for none: the name is one of Prometheus, or one of the suite's own metrics
     * @param stat null for any
     * @param labels further conditions, which all series must meet
     */
    public static List<Matchers> of(
            String metricName, @Nullable String namespace, @Nullable String stat, Matchers labels) {
        return named(metricName, namespace, stat).stream()
                .map(name -> name.and(labels))
                .toList();
    }

    /**
     * A name for what CloudWatch tells of a metric: that of the series where there is one of it alone.
     *
     * @param stat empty for none
     */
    public static String nameOf(String metricName, String namespace, String stat) {
        if (namespace.equals(OURS) && KPIS.containsKey(metricName)) {
            return KPIS.getProperty(metricName).split(" ")[0].replaceAll("\\{.*", "");
        }
        String prefix = namespace.startsWith(OURS) ? "" : "aws_";
        String plain = namespace.startsWith("AWS/") ? namespace.substring(4) : namespace;
        String end = prefix.isEmpty() || stat.isEmpty() ? "" : "_" + snake(stat);
        return prefix + (plain.isEmpty() ? "" : snake(plain) + "_") + snake(metricName) + end;
    }

    private static List<Matchers> named(String metricName, @Nullable String namespace, @Nullable String stat) {
        if (PROMETHEUS.matcher(metricName).matches()) {
            return byPrometheus(metricName, namespace);
        }
        if (namespace == null || namespace.equals(OURS) || namespace.startsWith(OURS + "/")) {
            return ofOurs(metricName, stat);
        }
        return byCloudWatch(metricName, namespace, stat);
    }

    private static List<Matchers> byPrometheus(String name, @Nullable String namespace) {
        List<Matchers> found = new ArrayList<>();
        found.add(Matchers.of(Matcher.equal(NAME, name)));
        if (namespace != null && !name.startsWith(snake(namespace) + "_")) {
            found.add(Matchers.of(Matcher.equal(NAME, snake(namespace) + "_" + name)));
        }
        return found;
    }

    private static List<Matchers> ofOurs(String name, @Nullable String stat) {
        boolean counts = "Sum".equals(stat) || "SampleCount".equals(stat);
        String kpi = KPIS.getProperty(name);
        if (kpi == null) {
            String ends = counts ? "(_total|_count|_sum)" : "(_total|_count|_sum|_seconds|_bytes|_ratio)?";
            return List.of(Matchers.parse("{__name__=~\"kaldrix_(node_)?" + snake(name) + ends + "\"}"));
        }
        String[] series = kpi.split(" ");
        List<Matchers> found = new ArrayList<>();
        for (int i = 0; i < series.length; i++) {
            Matchers one = selector(series[i]);
            // The KPI itself comes first, and is one number whatever the statistic.
            if (i == 0 || !counts || isCounter(series[i])) {
                found.add(one);
            }
        }
        return found;
    }

    private static boolean isCounter(String selector) {
        int brace = selector.indexOf('{');
        String name = brace < 0 ? selector : selector.substring(0, brace);
        return name.endsWith("_total") || name.endsWith("_count") || name.endsWith("_sum");
    }

    private static Matchers selector(String text) {
        int brace = text.indexOf('{');
        Matchers name = Matchers.of(Matcher.equal(NAME, brace < 0 ? text : text.substring(0, brace)));
        return brace < 0 ? name : name.and(Matchers.parse(text.substring(brace)));
    }

    private static List<Matchers> byCloudWatch(String name, String namespace, @Nullable String stat) {
        String plain = namespace.startsWith("AWS/") ? namespace.substring(4) : namespace;
        String base = "aws_" + snake(plain) + "_" + snake(name);
        if (stat == null) {
            return List.of(Matchers.parse("{__name__=~\"" + base + "_(minimum|maximum|sum|count|p[0-9_]+)\"}"));
        }
        return switch (stat) {
            case "SampleCount" -> List.of(Matchers.of(Matcher.equal(NAME, base + "_count")));
            case "Average" ->
                List.of(
                        Matchers.of(Matcher.equal(NAME, base + "_sum")),
                        Matchers.of(Matcher.equal(NAME, base + "_count")));
            default -> List.of(Matchers.of(Matcher.equal(NAME, base + "_" + snake(stat))));
        };
    }

    /** As metrics-gateway names what comes from CloudWatch. */
    private static String snake(String name) {
        String spaced = HUMP.matcher(name).replaceAll("$1_$2").toLowerCase(Locale.ROOT);
        String plain = OTHER.matcher(spaced).replaceAll("_");
        int from = plain.startsWith("_") ? 1 : 0;
        int end = plain.length() > from && plain.endsWith("_") ? plain.length() - 1 : plain.length();
        return plain.substring(from, end);
    }
}
