package com.kaldrix.monitoring.local.demo;

/**
 * A CloudWatch alarm of which a notification was recorded.
 *
 * @param name of the alarm
 * @param region where it watches
 * @param resource the notification, beside this class
 * @param okReason what CloudWatch says when it is over
 */
record RecordedAlarm(String name, String region, String resource, String okReason) {
    static final RecordedAlarm NETWORK_PARTITION = new RecordedAlarm(
            "prod-network-partition",
            "us-east-1",
            "network-partition.json",
            "Threshold Crossed: 2 out of the last 2 datapoints [0.98, 0.97] were not less than the threshold (0.33)"
                    + " (minimum 1 datapoint for ALARM -> OK transition).");

    static final RecordedAlarm STORAGE_FORECAST = new RecordedAlarm(
            "prod-storage-forecast",
            "us-west-2",
            "storage-forecast.json",
            "Threshold Crossed: 1 out of the last 1 datapoints [44.0 (02/03/26 03:19:00)] was not less than the"
                    + " threshold (30.0) (minimum 1 datapoint for ALARM -> OK transition).");

    static final RecordedAlarm GATEWAY_LATENCY = new RecordedAlarm(
            "prod-gateway-latency",
            "eu-west-1",
            "gateway-latency.json",
            "Threshold Crossed: 1 out of the last 3 datapoints [0.35 (02/03/26 03:47:00)] was not greater than the"
                    + " threshold (2.0) (minimum 1 datapoint for ALARM -> OK transition).");
}
