package com.kaldrix.monitoring.anomaly.series;

import com.kaldrix.monitoring.anomaly.detect.Detector;
import com.kaldrix.monitoring.anomaly.detect.Discord;
import com.kaldrix.monitoring.anomaly.detect.Drift;
import com.kaldrix.monitoring.anomaly.detect.DropToZero;
import com.kaldrix.monitoring.anomaly.detect.Extreme;
import com.kaldrix.monitoring.anomaly.detect.Forest;
import com.kaldrix.monitoring.anomaly.detect.HourNovelty;
import com.kaldrix.monitoring.anomaly.detect.Jump;
import com.kaldrix.monitoring.anomaly.detect.LevelShift;
import com.kaldrix.monitoring.anomaly.detect.Missing;
import com.kaldrix.monitoring.anomaly.detect.MovingAverage;
import com.kaldrix.monitoring.anomaly.detect.RobustZ;
import com.kaldrix.monitoring.anomaly.detect.Seasonal;
import com.kaldrix.monitoring.anomaly.detect.Stuck;
import com.kaldrix.monitoring.anomaly.detect.Volatility;
import com.kaldrix.monitoring.anomaly.fuse.Voice;
import com.kaldrix.monitoring.anomaly.fuse.Voice.Group;
import java.util.ArrayList;
import java.util.List;

/** Makes the detectors of a tier. Their order is part of the form of a checkpoint. */
final class Ensemble {
    private Ensemble() {}

    static List<Member> of(Tier tier, Parameters parameters, long seed) {
        List<Member> members = new ArrayList<>(simple(tier, parameters));
        if (tier == Tier.FULL) {
            for (Discord.Shape shape : parameters.shapes()) {
                members.add(new Member(new Discord(shape), new Voice(Group.SHAPE, true, false)));
            }
            long next = seed;
            for (Forest.Shape shape : parameters.forests()) {
                // Neighbouring seeds of java.util.Random begin alike; a large odd step keeps forests apart.
                next = next * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
                members.add(new Member(new Forest(shape, next), new Voice(Group.FOREST, false, false)));
            }
        }
        return List.copyOf(members);
    }

    private static List<Member> simple(Tier tier, Parameters parameters) {
        // Shapes of a few readings see what these two see, and compare with all that is remembered.
        boolean alone = tier == Tier.CHEAP;
        return List.of(
                simple(false, new RobustZ(parameters.whole("window"))),
                simple(
                        alone,
                        new MovingAverage(
                                parameters.number("moving-average.level"),
                                parameters.number("moving-average.trend"),
                                parameters.number("moving-average.spread"))),
                simple(false, new LevelShift(parameters.number("level-shift.rate"))),
                simple(alone, new Jump()),
                simple(
                        true,
                        new Volatility(parameters.number("volatility.short"), parameters.number("volatility.long"))),
                simple(true, new Extreme()),
                simple(false, new Seasonal()),
                simple(false, new HourNovelty()),
                simple(true, new DropToZero()),
                simple(true, new Stuck()),
                simple(true, new Missing()),
                slow(new Drift(
                        parameters.number("drift.level"),
                        parameters.whole("drift.behind"),
                        parameters.number("drift.memory"))));
    }

    private static Member slow(Detector detector) {
        return new Member(detector, new Voice(Group.SIMPLE, false, true));
    }

    private static Member simple(boolean pages, Detector detector) {
        return new Member(detector, new Voice(Group.SIMPLE, pages, false));
    }
}
