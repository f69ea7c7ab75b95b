package com.kaldrix.monitoring.anomaly;

import com.kaldrix.monitoring.anomaly.anomaly.AnomalyView;
import com.kaldrix.monitoring.common.architecture.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {
    @TestFactory
    Stream<DynamicTest> theHouseIsInOrder() {
        return HouseRules.of("com.kaldrix.monitoring.anomaly")
                .plain("series", "detect", "fuse", "forecast")
                .adapters(AnomalyView.class)
                .tests();
    }
}
