package com.kaldrix.monitoring.anomaly.outlook;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How far ahead is looked.
 *
 * @param every how often each series with a threshold is looked at
 * @param tellWithin a threshold that is reached later than that is shown and not told
 * @param leastHistory a trend needs readings over so long
 */
@ConfigurationProperties("kaldrix.forecasts")
record ForecastProperties(
        @DefaultValue("5m") Duration every,
        @DefaultValue("7d") Duration tellWithin,
        @DefaultValue("1h") Duration leastHistory) {
    ForecastProperties {
        require(every.isPositive(), "kaldrix.forecasts.every must be longer than nothing, not " + every);
        require(
                tellWithin.isPositive(),
                "kaldrix.forecasts.tell-within must be longer than nothing, not " + tellWithin);
        require(
                leastHistory.isPositive(),
                "kaldrix.forecasts.least-history must be longer than nothing, not " + leastHistory);
    }

    private static void require(boolean condition, String sentence) {
        if (!condition) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
