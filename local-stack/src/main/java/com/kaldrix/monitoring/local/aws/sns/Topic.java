package com.kaldrix.monitoring.local.aws.sns;

import java.util.Map;

/**
 * A topic.
 *
 * @param arn names it, with its region
 * @param attributes that were set
 * @param tags by key
 */
record Topic(String arn, Map<String, String> attributes, Map<String, String> tags) {

    Topic {
        attributes = Map.copyOf(attributes);
        tags = Map.copyOf(tags);
    }

    String region() {
        return Arn.region(arn);
    }
}
