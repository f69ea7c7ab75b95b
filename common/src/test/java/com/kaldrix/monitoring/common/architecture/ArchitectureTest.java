package com.kaldrix.monitoring.common.architecture;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.common.aws.AwsProperties;
import com.kaldrix.monitoring.common.aws.Queues;
import com.kaldrix.monitoring.common.problem.Problem;
import com.kaldrix.monitoring.common.problem.ProblemType;
import com.kaldrix.monitoring.common.security.AccessRules;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {
    @TestFactory
    Stream<DynamicTest> houseRules() {
        return HouseRules.of("com.kaldrix.monitoring.common")
                .plain("id", "label", "page", "region", "severity")
                .adapters(AccessRules.class, AwsProperties.class, Problem.class, ProblemType.class, Queues.class)
                .tests();
    }

    /** A rule that nothing can break is no rule. */
    @TestFactory
    Stream<DynamicTest> rulesBite() {
        String broken = "com.kaldrix.monitoring.common.architecture.broken";
        JavaClasses classes = new ClassFileImporter().importPackages(broken);
        return HouseRules.of(broken)
                .plain("one")
                .tests(classes)
                .filter(rule -> !rule.getDisplayName().equals("services know common and not each other"))
                .map(rule -> DynamicTest.dynamicTest(
                        "bites: " + rule.getDisplayName(),
                        () -> assertThatThrownBy(() -> rule.getExecutable().execute())
                                .isInstanceOf(AssertionError.class)
                                .hasMessageContaining("was violated")));
    }
}
