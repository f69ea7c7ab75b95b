package com.kaldrix.monitoring.compliance;

import com.kaldrix.monitoring.common.architecture.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {
    @TestFactory
    Stream<DynamicTest> theHouseIsInOrder() {
        return HouseRules.of("com.kaldrix.monitoring.compliance")
                .plain("audit.tree", "audit.trail", "identity", "report")
                .tests();
    }
}
