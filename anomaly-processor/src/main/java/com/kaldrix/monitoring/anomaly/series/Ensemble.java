package com.kaldrix.monitoring.anomaly.series;

import com.kaldrix.monitoring.anomaly.detect.Detector;
import com.kaldrix.monitoring.anomaly.detect.DropToZero;
import com.kaldrix.monitoring.anomaly.detect.Extreme;
import com.kaldrix.monitoring.anomaly.detect.Forest;
import com.kaldrix.monitoring.anomaly.detect.HourNovelty;
import com.kaldrix.monitoring.anomaly.detect.Jump;
import com.kaldrix.monitoring.anomaly.detect.LevelShift;
import com.kaldrix.monitoring.anomaly.detect.Missing;
import com.kaldrix.monitoring.anomaly.detect.MovingAverage;
import com.kaldrix.monitoring.anomaly.detect.Periodic;
import com.kaldrix.monitoring.anomaly.detect.RobustZ;
import com.kaldrix.monitoring.anomaly.detect.Seasonal;
import com.kaldrix.monitoring.anomaly.detect.Stuck;
import com.kaldrix.monitoring.anomaly.detect.Volatility;
import java.util.ArrayList;
import java.util.List;

/** Makes the detectors of a tier. Their order is part of the form of a checkpoint. */
final class Ensemble {
    private Ensemble() {}

    static List<Detector> of(Tier tier, Parameters parameters, long seed) {
        List<Detector> detectors = new ArrayList<>(cheap(parameters));
        if (tier == Tier.FULL) {
            detectors.add(new Periodic(parameters.whole("periodic.memory")));
            long next = seed;
            for (Forest.Shape shape : parameters.forests()) {
                // Neighbouring seeds of java.util.Random begin alike; a large odd step keeps forests apart.
                next = next * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
                detectors.add(new Forest(shape, next));
            }
        }
        return List.copyOf(detectors);
    }

    private static List<Detector> cheap(Parameters parameters) {
        return List.of(
                new RobustZ(parameters.whole("window")),
                new MovingAverage(
                        parameters.number("moving-average.level"),
                        parameters.number("moving-average.trend"),
                        parameters.number("moving-average.spread")),
                new LevelShift(parameters.number("level-shift.rate")),
                new Jump(parameters.whole("window")),
                new Volatility(parameters.number("volatility.short"), parameters.number("volatility.long")),
                new Extreme(),
                new Seasonal(),
                new HourNovelty(),
                new DropToZero(),
                new Stuck(),
                new Missing());
    }
}
