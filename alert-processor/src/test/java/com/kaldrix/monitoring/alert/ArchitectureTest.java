package com.kaldrix.monitoring.alert;

import com.kaldrix.monitoring.alert.intake.Source;
import com.kaldrix.monitoring.alert.intake.aws.EventBridgeEvent;
import com.kaldrix.monitoring.alert.intake.mapping.JsonMapping;
import com.kaldrix.monitoring.common.architecture.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {
    @TestFactory
    Stream<DynamicTest> theHouseIsInOrder() {
        return HouseRules.of("com.kaldrix.monitoring.alert")
                .plain("route", "inhibition", "interval", "receiver", "severity", "escalation", "enrich")
                .adapters(Source.class, EventBridgeEvent.class, JsonMapping.class)
                .tests();
    }
}
