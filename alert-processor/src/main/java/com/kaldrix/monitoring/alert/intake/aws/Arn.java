package com.kaldrix.monitoring.alert.intake.aws;

import com.kaldrix.monitoring.common.region.Region;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An Amazon Resource Name (AWS General Reference, "Amazon Resource Names").
 *
 * @param partition {@code aws}, {@code aws-cn}, {@code aws-us-gov}, …
 * @param service such as {@code cloudwatch}
 * @param region null for what belongs to no region
 * @param account 12 digits; empty for what belongs to no account
 * @param resource the rest, such as {@code alarm:HighCpu}
 */
public record Arn(
        String partition, String service, @Nullable Region region, String account, String resource) {
    private static final Pattern SHAPE =
            Pattern.compile("arn:(aws[a-z0-9-]*):([a-z0-9-]+):([a-z0-9-]*):(\\d{0,13}):(.+)", Pattern.DOTALL);

    /** Empty when the text is no ARN. */
    public static Optional<Arn> find(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new Arn(
                matcher.group(1),
                matcher.group(2),
                Region.find(matcher.group(3)).orElse(null),
                matcher.group(4),
                matcher.group(5)));
    }

    /** What follows {@code type:} or {@code type/} in the resource; empty when it is of another type. */
    public Optional<String> named(String type) {
        return resource.startsWith(type + ":") || resource.startsWith(type + "/")
                ? Optional.of(resource.substring(type.length() + 1))
                : Optional.empty();
    }
}
