package com.kaldrix.monitoring.compliance.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComponentRulesTest {
    private final Components components = new ComponentRules(List.of(
            new ComponentProperties.Component(
                    "storage", List.of("arn:aws:s3:::kaldrix-archive*", "arn:aws:rds:*:db:chain")),
            new ComponentProperties.Component("exact", List.of("arn:aws:s3:::a.b"))));

    @ParameterizedTest
    @CsvSource({
        "arn:aws:s3:::kaldrix-archive-1, AWS::S3::Bucket, storage",
        "arn:aws:rds:eu-west-1:123456789012:db:chain, '', storage",
        "arn:aws:rds:eu-west-1:123456789012:db:chain-2, AWS::RDS::DBInstance, rds",
        "arn:aws:s3:::a.b, AWS::S3::Bucket, exact",
        "arn:aws:s3:::axb, AWS::S3::Bucket, s3",
        "arn:aws:lambda:eu-west-1:123456789012:function:f, '', lambda",
        "AWS::::Account:123456789012, AWS::::Account, account",
        "AWS::::Account:123456789012, '', account",
        "something, '', other",
    })
    void theFirstRuleThatFitsElseTheService(String resource, String type, String component) {
        assertThat(components.of(resource, type)).isEqualTo(component);
    }

    @Test
    void aBadRuleIsRefusedByName() {
        assertThatThrownBy(() ->
                        new ComponentProperties(List.of(new ComponentProperties.Component("Not a word", List.of("x")))))
                .hasMessageContaining("kaldrix.components[0].name");
        assertThatThrownBy(() -> new ComponentProperties(List.of(new ComponentProperties.Component("a", List.of()))))
                .hasMessageContaining("kaldrix.components[0].resources");
    }
}
