package com.kaldrix.monitoring.common.queue;

import com.kaldrix.monitoring.common.region.Region;

/** Region and name of a queue. */
public record QueueName(Region region, String name) {
    /**
     * Reads {@code region:name}.
     *
     * @param property which is at fault if it is not that
     * @throws IllegalArgumentException naming the property
     */
    public static QueueName parse(String text, String property) {
        int colon = text.indexOf(':');
        if (colon < 1
                || colon == text.length() - 1
                || Region.find(text.substring(0, colon).strip()).isEmpty()) {
            throw new IllegalArgumentException(
                    property + " must hold region and name of a queue, such as us-east-1:prod-kaldrix-queue, not '"
                            + text + "'");
        }
        return new QueueName(
                new Region(text.substring(0, colon).strip()),
                text.substring(colon + 1).strip());
    }

    /** As in {@link #parse}, but with a slash, as it stands in logs and health. */
    @Override
    public String toString() {
        return region + "/" + name;
    }
}
