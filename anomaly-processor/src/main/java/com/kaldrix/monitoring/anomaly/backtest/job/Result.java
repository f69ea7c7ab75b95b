package com.kaldrix.monitoring.anomaly.backtest.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a back-test found.
 *
 * @param alerts how many rows raised an alert
 * @param anomalies what was unusual, in order; at most a thousand
 * @param labels how well labels were met; left out where there are none
 */
@Schema(name = "BacktestResult")
record Result(
        int rows,
        int alerts,
        List<Found> anomalies,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LabelScore labels) {
    /**
     * Something unusual.
     *
     * @param from timestamp of its first unusual row, as given
     * @param to timestamp of the last row that belongs to it
     * @param alertAt timestamp of the row at which the alert was raised
     * @param unusual how unusual its worst row was, in units of what is worth an alert
     */
    @Schema(name = "BacktestAnomaly")
    record Found(String from, String to, String alertAt, double unusual) {}

    /**
     * How well labels were met.
     *
     * @param events how many are labelled
     * @param vusPr volume under the surface of precision and recall of the score
     */
    @Schema(name = "LabelScore")
    record LabelScore(
            int events, int found, int falseAlerts, double precision, double recall, double f1, double vusPr) {}
}
