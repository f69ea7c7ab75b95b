package com.kaldrix.monitoring.alert.intake.aws;

import com.kaldrix.monitoring.common.region.Region;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Pages of the AWS Management Console, in the domain of the region's partition. */
public final class Console {
    private Console() {}

    /** The alarm's page. */
    public static String alarm(Region region, String name) {
        return home(region, "cloudwatch") + "#alarmsV2:alarm/" + encode(name);
    }

    /** The GuardDuty finding's page. */
    public static String guardDuty(Region region, String finding) {
        return home(region, "guardduty") + "#/findings?macros=current&fId=" + encode(finding);
    }

    /** Security Hub's list of findings. */
    public static String securityHub(Region region) {
        return home(region, "securityhub") + "#/findings";
    }

    /** The EKS cluster's page. */
    public static String eks(Region region, String cluster) {
        return home(region, "eks") + "#/clusters/" + encode(cluster);
    }

    /** The event's page in AWS Health, which has a console of its own; elsewhere than in {@code aws} the dashboard. */
    public static String health(Region region, String eventArn) {
        return domain(region).equals("console.aws.amazon.com")
                ? "https://health.aws.amazon.com/health/home#/event-log?eventID=" + encode(eventArn)
                : home(region, "phd");
    }

    /** CloudTrail's page of insights in a region. */
    public static String insights(Region region) {
        return home(region, "cloudtrailv2") + "#/insights";
    }

    private static String home(Region region, String service) {
        return "https://" + region.code() + "." + domain(region) + "/" + service + "/home?region=" + region.code();
    }

    private static String domain(Region region) {
        if (region.code().startsWith("cn-")) {
            return "console.amazonaws.cn";
        }
        return region.code().startsWith("us-gov-") ? "console.amazonaws-us-gov.com" : "console.aws.amazon.com";
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
