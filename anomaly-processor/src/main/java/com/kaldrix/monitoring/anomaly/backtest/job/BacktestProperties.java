package com.kaldrix.monitoring.anomaly.backtest.job;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bounds of back-tests over HTTP.
 *
 * @param atOnce how many a replica works on at once
 * @param waiting how many may wait beside them
 * @param mostRows how many rows one has at most
 */
@ConfigurationProperties("kaldrix.backtest")
record BacktestProperties(
        @DefaultValue("1") int atOnce,
        @DefaultValue("8") int waiting,
        @DefaultValue("300000") int mostRows) {
    BacktestProperties {
        require(atOnce, "at-once", 64);
        require(waiting, "waiting", 1000);
        require(mostRows, "most-rows", 10_000_000);
    }

    private static void require(int value, String name, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(
                    "kaldrix.backtest." + name + " must be from 1 to " + most + ", not " + value);
        }
    }
}
