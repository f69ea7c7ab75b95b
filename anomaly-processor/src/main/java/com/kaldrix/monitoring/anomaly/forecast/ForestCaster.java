package com.kaldrix.monitoring.anomaly.forecast;

import com.amazon.randomcutforest.config.ForestMode;
import com.amazon.randomcutforest.config.TransformMethod;
import com.amazon.randomcutforest.parkservices.ForecastDescriptor;
import com.amazon.randomcutforest.parkservices.RCFCaster;
import com.amazon.randomcutforest.parkservices.config.Calibration;

/** Forecast by a Random Cut Forest that completes the shingle it has seen so far. */
final class ForestCaster implements Forecaster {
    private final RCFCaster caster;
    private final int horizon;
    private double[] latest = new double[0];

    ForestCaster(int period, long seed) {
        horizon = period;
        caster = RCFCaster.builder()
                .calibration(Calibration.NONE)
                .forecastHorizon(period)
                .shingleSize(period)
                .dimensions(period)
                .numberOfTrees(30)
                .sampleSize(256)
                .initialAcceptFraction(0.125)
                .internalShinglingEnabled(true)
                .forestMode(ForestMode.STANDARD)
                .transformMethod(TransformMethod.NORMALIZE)
                .randomSeed(seed)
                .build();
    }

    @Override
    public String name() {
        return "forest";
    }

    @Override
    public void observe(long time, double value) {
        if (Double.isNaN(value)) {
            return;
        }
        ForecastDescriptor descriptor = caster.process(new double[] {value}, time / 1000);
        latest = new double[0];
        if (descriptor.getTimedForecast() != null && caster.getForest().isOutputReady()) {
            float[] values = descriptor.getTimedForecast().rangeVector.values;
            latest = new double[values.length];
            for (int i = 0; i < latest.length; i++) {
                latest[i] = values[i];
            }
        }
    }

    @Override
    public double[] next(int steps) {
        if (latest.length < Math.min(steps, horizon) || steps > horizon) {
            return new double[0];
        }
        return java.util.Arrays.copyOf(latest, steps);
    }
}
