package com.kaldrix.monitoring.metrics.restore;

import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.common.objects.ObjectLocation;
import com.kaldrix.monitoring.metrics.wire.WriteProtocol;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is to be restored, and where to.
 *
 * @param from the first moment, inclusive
 * @param to the last moment, exclusive
 * @param region of the gateways that took the samples; empty for all
 * @param matchers which series; those of no matcher are all
 * @param location of the archive
 * @param awsRegion where its bucket lies
 * @param awsEndpoint an address in place of AWS
 * @param target remote write's address
 * @param headers to be sent along
 * @param protocol which version of remote write
 * @param skip how many samples at the start of the range were sent before
 */
record RestoreArguments(
        Instant from,
        Instant to,
        Optional<String> region,
        Matchers matchers,
        ObjectLocation location,
        String awsRegion,
        @Nullable URI awsEndpoint,
        URI target,
        Map<String, String> headers,
        WriteProtocol protocol,
        long skip) {
    static final String USAGE = """
            usage: java -jar metrics-gateway.jar restore --location PLACE --from TIME --to TIME --url ADDRESS [options]
              --location PLACE           the archive: s3://bucket/prefix, file:/path or /path
              --from TIME, --to TIME     such as 2026-11-25T14:00:00Z; --to is not part of the range
              --url ADDRESS              remote write's, such as http://localhost:9090/api/v1/write
              --region NAME              of the gateways that took the samples; all when it is not given
              --match '{a="b",c=~"d"}'   which series; all when it is not given
              --protocol 1.0|2.0         version of remote write; 1.0 when it is not given
              --header 'Name: value'     sent along; may be given several times
              --bearer-token-file FILE   holds the token that is sent along
              --aws-region NAME          of the bucket; that of AWS_REGION, or us-east-1, when it is not given
              --aws-endpoint ADDRESS     a stand-in for S3
              --skip N                   go on after an interruption, as told by it
            """;

    private static final Set<String> OPTIONS = Set.of(
            "location",
            "from",
            "to",
            "url",
            "region",
            "match",
            "protocol",
            "header",
            "bearer-token-file",
            "aws-region",
            "aws-endpoint",
            "skip");

    /** Several sentences about what is wrong, one a line. */
    static final class WrongArguments extends Exception {
        WrongArguments(List<String> problems) {
            super(String.join("\n", problems));
        }
    }

    static RestoreArguments parse(List<String> arguments) throws WrongArguments {
        Reading reading = new Reading(arguments);
        Instant from = reading.required("from", RestoreArguments::time);
        Instant to = reading.required("to", RestoreArguments::time);
        ObjectLocation location = reading.required("location", ObjectLocation::parse);
        URI target = reading.required("url", RestoreArguments::address);
        Optional<String> region = reading.optional("region", value -> value);
        Matchers matchers = reading.optional("match", Matchers::parse).orElse(Matchers.any());
        WriteProtocol protocol =
                reading.optional("protocol", RestoreArguments::protocol).orElse(WriteProtocol.V1);
        String awsRegion = reading.optional("aws-region", value -> value)
                .orElse(Optional.ofNullable(System.getenv("AWS_REGION")).orElse("us-east-1"));
        URI awsEndpoint =
                reading.optional("aws-endpoint", RestoreArguments::address).orElse(null);
        long skip = reading.optional("skip", RestoreArguments::count).orElse(0L);
        Optional<String> token = reading.optional("bearer-token-file", RestoreArguments::token);
        Map<String, String> headers = reading.headers();
        token.ifPresent(value -> headers.put("Authorization", "Bearer " + value));
        if (from != null && to != null && !from.isBefore(to)) {
            reading.problems.add("--from must be before --to");
        }
        if (from == null || to == null || location == null || target == null || !reading.problems.isEmpty()) {
            throw new WrongArguments(reading.problems);
        }
        return new RestoreArguments(
                from, to, region, matchers, location, awsRegion, awsEndpoint, target, headers, protocol, skip);
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' is no time such as 2026-11-25T14:00:00Z", e);
        }
    }

    private static URI address(String text) {
        URI uri = URI.create(text);
        String scheme = uri.getScheme();
        if (scheme == null || !scheme.matches("https?") || uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no address such as http://localhost:9090/api/v1/write");
        }
        return uri;
    }

    private static WriteProtocol protocol(String text) {
        return WriteProtocol.find(text)
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is neither 1.0 nor 2.0"));
    }

    private static long count(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw new IllegalArgumentException("'" + text + "' is no number of samples");
        }
        return Long.parseLong(text);
    }

    private static String token(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException("the file " + file + " cannot be read", e);
        }
    }

    /** The options as they were given, and what is wrong with them. */
    private static final class Reading {
        private final Map<String, String> values = new LinkedHashMap<>();
        private final List<String> headerLines = new ArrayList<>();
        private final List<String> problems = new ArrayList<>();

        Reading(List<String> arguments) {
            for (int i = 0; i < arguments.size(); i++) {
                String argument = arguments.get(i);
                int equals = argument.indexOf('=');
                String name = argument.substring(
                        Math.min(2, argument.length()),
                        argument.startsWith("--") && equals > 0 ? equals : argument.length());
                if (!argument.startsWith("--") || !OPTIONS.contains(name)) {
                    problems.add("'" + argument + "' is no option");
                } else if (equals > 0) {
                    put(name, argument.substring(equals + 1));
                } else if (i + 1 < arguments.size()) {
                    put(name, arguments.get(++i));
                } else {
                    problems.add("--" + name + " needs a value");
                }
            }
        }

        private void put(String name, String value) {
            if (name.equals("header")) {
                headerLines.add(value);
            } else if (values.put(name, value) != null) {
                problems.add("--" + name + " was given twice");
            }
        }

        <T> @Nullable T required(String name, Function<String, T> read) {
            if (!values.containsKey(name)) {
                problems.add("--" + name + " is missing");
            }
            return optional(name, read).orElse(null);
        }

        <T> Optional<T> optional(String name, Function<String, T> read) {
            String value = values.get(name);
            if (value == null) {
                return Optional.empty();
            }
            try {
                return Optional.of(read.apply(value));
            } catch (IllegalArgumentException e) {
                problems.add("--" + name + ": " + e.getMessage());
                return Optional.empty();
            }
        }

        Map<String, String> headers() {
            Map<String, String> headers = new LinkedHashMap<>();
            for (String line : headerLines) {
                int colon = line.indexOf(':');
                if (colon < 1 || !line.substring(0, colon).matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
                    problems.add("--header needs the form 'Name: value'");
                } else {
                    headers.put(
                            line.substring(0, colon), line.substring(colon + 1).strip());
                }
            }
            return headers;
        }
    }
}
