package com.kaldrix.monitoring.compliance.finding;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which resources make which part of the system. What no rule fits belongs to the AWS service that it is of.
 *
 * @param components in the order in which they are tried
 */
@ConfigurationProperties("kaldrix")
record ComponentProperties(@DefaultValue List<Component> components) {
    /**
     * A part of the system.
     *
     * @param name such as {@code consensus}
     * @param resources ids as findings have them, such as {@code arn:aws:s3:::kaldrix-archive*}; a star stands for any text
     */
    record Component(
            @DefaultValue("") String name, @DefaultValue List<String> resources) {
        Component {
            resources = List.copyOf(resources);
        }
    }

    ComponentProperties {
        components = List.copyOf(components);
        for (int i = 0; i < components.size(); i++) {
            String property = "kaldrix.components[" + i + "]";
            if (!components.get(i).name().matches("[a-z0-9][a-z0-9-]{0,62}")) {
                throw new IllegalArgumentException(property
                        + ".name must be a word in lower-case letters, digits and hyphens, not '"
                        + components.get(i).name() + "'");
            }
            if (components.get(i).resources().isEmpty()) {
                throw new IllegalArgumentException(property + ".resources must name a resource");
            }
        }
    }
}
