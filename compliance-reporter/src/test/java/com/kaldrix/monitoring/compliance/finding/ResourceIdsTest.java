package com.kaldrix.monitoring.compliance.finding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceIdsTest {
    /** Pairs of what different sources write for the same resource. */
    @ParameterizedTest
    @CsvSource({
        "arn:aws:ec2:eu-west-1:123456789012:instance/i-0a1b2c3d4e5f60718, AwsEc2Instance, i-0a1b2c3d4e5f60718, AWS_EC2_INSTANCE",
        "arn:aws:ec2:eu-west-1:123456789012:security-group/sg-0123456789abcdef0, AwsEc2SecurityGroup, sg-0123456789abcdef0, AWS::EC2::SecurityGroup",
        "arn:aws:s3:::ledger, AwsS3Bucket, ledger, AWS::S3::Bucket",
        "arn:aws:lambda:eu-west-1:123456789012:function:pay, AwsLambdaFunction, pay, AWS::Lambda::Function",
        "arn:aws:lambda:eu-west-1:123456789012:function:pay, AwsLambdaFunction, arn:aws:lambda:eu-west-1:123456789012:function:pay:$LATEST, AWS_LAMBDA_FUNCTION",
        "AWS::::Account:123456789012, AwsAccount, 123456789012, AWS::::Account",
        "AWS::::Account:123456789012, AwsAccount, arn:aws:iam::123456789012:root, AwsAccount"
    })
    void oneResourceHasOneId(String id, String type, String other, String otherType) {
        String expected = ResourceIds.of(id, type, "123456789012", "eu-west-1");
        assertThat(expected).isEqualTo(id);
        assertThat(ResourceIds.of(other, otherType, "123456789012", "eu-west-1"))
                .isEqualTo(expected);
        assertThat(ResourceIds.type(otherType)).isEqualTo(ResourceIds.type(type));
    }

    @ParameterizedTest
    @CsvSource({
        "AIDACKCEVSQ6C2EXAMPLE, AWS::IAM::User, AIDACKCEVSQ6C2EXAMPLE",
        "db-ABCDEFGHIJKL, AWS::RDS::DBInstance, db-ABCDEFGHIJKL",
        "AWS::IAM::AccessKey:AKIAIOSFODNN7EXAMPLE, AwsIamAccessKey, AWS::IAM::AccessKey:AKIAIOSFODNN7EXAMPLE",
        "123456789012, AWS::Custom::Thing, 123456789012",
        "i-not-an-id, AWS::EC2::Instance, i-not-an-id"
    })
    void whatNoArnIsMadeOfStaysAsItIs(String id, String type, String expected) {
        assertThat(ResourceIds.of(id, type, "123456789012", "eu-west-1")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"cn-north-1, aws-cn", "us-gov-west-1, aws-us-gov", "eu-west-1, aws"})
    void thePartitionFollowsTheRegion(String region, String partition) {
        assertThat(ResourceIds.of("vol-0123456789abcdef0", "AWS::EC2::Volume", "123456789012", region))
                .isEqualTo("arn:" + partition + ":ec2:" + region + ":123456789012:volume/vol-0123456789abcdef0");
    }
}
