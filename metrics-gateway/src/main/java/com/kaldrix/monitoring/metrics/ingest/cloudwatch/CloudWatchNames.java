package com.kaldrix.monitoring.metrics.ingest.cloudwatch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Names of CloudWatch as names of Prometheus, as the exporters for CloudWatch make them: {@code AWS/EC2} and
 * {@code NetworkIn} become {@code aws_ec2_network_in}. Namespaces of the table have the prefix and the component that stand
 * there; others have a prefix made of their name.
 */
public final class CloudWatchNames {
    private static final String RESOURCE = "cloudwatch-namespaces.yml";
    private static final Pattern HUMP = Pattern.compile("([a-z0-9])([A-Z])");
    private static final Pattern OTHER = Pattern.compile("[^a-z0-9]+");

    /**
     * How a namespace is called here.
     *
     * @param prefix what its metrics begin with
     * @param component which part of the system it tells of; empty when the table does not say
     */
    public record Namespace(String prefix, String component) {}

    private final Map<String, Namespace> table;

    private CloudWatchNames(Map<String, Namespace> table) {
        this.table = table;
    }

    /** The names of the table that is shipped. */
    public static CloudWatchNames shipped() {
        try (InputStream in = CloudWatchNames.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the jar");
            }
            Map<String, Map<String, String>> rows = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            Map<String, Namespace> table = new LinkedHashMap<>();
            rows.forEach((name, row) ->
                    table.put(name, new Namespace(row.getOrDefault("prefix", ""), row.getOrDefault("component", ""))));
            return new CloudWatchNames(table);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** How a namespace is called. */
    public Namespace namespace(String name) {
        Namespace known = table.get(name);
        if (known != null) {
            return known;
        }
        String plain = name.startsWith("AWS/") ? name.substring(4) : name;
        return new Namespace("aws_" + snake(plain), "");
    }

    /** The name of a metric without its statistic: {@code aws_ec2_network_in}. */
    public String metric(String namespace, String metric) {
        return namespace(namespace).prefix() + "_" + snake(metric);
    }

    /** The end of the name of a statistic: {@code p99}, and {@code tm_10_90} for {@code TM(10%:90%)}. */
    public String statistic(String name) {
        return snake(name);
    }

    /** The label of a dimension: {@code dimension_InstanceId}. */
    public String dimension(String name) {
        return "dimension_" + name.replaceAll("[^a-zA-Z0-9_]", "_");
    }

    private static String snake(String name) {
        String spaced = HUMP.matcher(name).replaceAll("$1_$2").toLowerCase(Locale.ROOT);
        String plain = OTHER.matcher(spaced).replaceAll("_");
        int from = plain.startsWith("_") ? 1 : 0;
        int end = plain.length() > from && plain.endsWith("_") ? plain.length() - 1 : plain.length();
        return plain.substring(from, end);
    }
}
