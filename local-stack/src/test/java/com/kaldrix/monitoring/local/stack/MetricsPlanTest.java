package com.kaldrix.monitoring.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsPlanTest {
    @Test
    void usuallyTheSuitesOwnTopicsAreEnough() {
        assertThat(MetricsPlan.USUAL.moreTopics()).isEmpty();
        assertThat(MetricsPlan.USUAL.isScripted()).isFalse();
    }

    @Test
    void whoStandsBetweenHasTopicsOfItsOwn() {
        MetricsPlan plan = MetricsPlan.USUAL.signalsTo("signals").windowsFrom("night-0");
        assertThat(plan.moreTopics()).containsExactly("signals", "night-0");
        assertThat(plan.isScripted()).isTrue();
    }

    @Test
    void aTopicOfWindowsHasTheNameOfAShard() {
        assertThatThrownBy(() -> MetricsPlan.USUAL.windowsFrom("night"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a topic of windows ends in -0, not as night");
    }

    @Test
    void aServiceOfEveryRegionCanBeInTheHubAlone() {
        List<String> regions = List.of("us-east-1", "us-west-2");
        ServicePlan everywhere = ServicePlan.of(ServiceDefinition.ANOMALY_PROCESSOR);
        assertThat(everywhere.instances(regions))
                .extracting(ServiceInstance::name)
                .containsExactly("anomaly-processor", "anomaly-processor-us-west-2");
        assertThat(everywhere.inHub().with("A", "b").instances(regions))
                .extracting(ServiceInstance::region)
                .containsExactly("us-east-1");
    }
}
