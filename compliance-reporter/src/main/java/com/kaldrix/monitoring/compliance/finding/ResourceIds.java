package com.kaldrix.monitoring.compliance.finding;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One way to write which resource is meant. Security Hub gives an ARN, AWS Config a type and an id, Inspector an id alone; here all become the ARN
 * where the id is part of it, and stay what they are where it is not (AWS Config knows users and databases by ids that no ARN has).
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/">Service Authorization Reference, resource types</a>
 */
public final class ResourceIds {
    private static final Pattern NOT_OF_A_WORD = Pattern.compile("[^a-z0-9]");
    private static final Pattern FUNCTION = Pattern.compile("(arn:[a-z-]+:lambda:[a-z0-9-]*:[0-9]*:function:[^:]+):.+");
    private static final Pattern ACCOUNT = Pattern.compile("(?:AWS::::Account:)?([0-9]{12})");
    private static final Pattern ACCOUNT_ROOT = Pattern.compile("arn:[a-z-]+:iam::([0-9]{12}):root");
    private static final Pattern OF_EC2 =
            Pattern.compile("(i|sg|vpc|subnet|vol|eni|acl|rtb|igw|eipalloc|lt|snap|ami|nat|vpce)-[0-9a-f]{8,17}");
    private static final Map<String, String> EC2_TYPES = Map.ofEntries(
            Map.entry("i", "instance"),
            Map.entry("sg", "security-group"),
            Map.entry("vpc", "vpc"),
            Map.entry("subnet", "subnet"),
            Map.entry("vol", "volume"),
            Map.entry("eni", "network-interface"),
            Map.entry("acl", "network-acl"),
            Map.entry("rtb", "route-table"),
            Map.entry("igw", "internet-gateway"),
            Map.entry("eipalloc", "elastic-ip"),
            Map.entry("lt", "launch-template"),
            Map.entry("snap", "snapshot"),
            Map.entry("ami", "image"),
            Map.entry("nat", "natgateway"),
            Map.entry("vpce", "vpc-endpoint"));
    /** By the letters and digits of the type, which all spellings share. */
    private static final Map<String, Shape> SHAPES = Map.of(
            "awslambdafunction", new Shape("AWS::Lambda::Function", "lambda:%s:%s:function:"),
            "awsdynamodbtable", new Shape("AWS::DynamoDB::Table", "dynamodb:%s:%s:table/"),
            "awskmskey", new Shape("AWS::KMS::Key", "kms:%s:%s:key/"),
            "awsekscluster", new Shape("AWS::EKS::Cluster", "eks:%s:%s:cluster/"),
            "awss3bucket", new Shape("AWS::S3::Bucket", "s3:::"));

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("awsaccount", "AWS::::Account"),
            Map.entry("awss3object", "AWS::S3::Object"),
            Map.entry("awsec2instance", "AWS::EC2::Instance"),
            Map.entry("awsec2securitygroup", "AWS::EC2::SecurityGroup"),
            Map.entry("awsec2vpc", "AWS::EC2::VPC"),
            Map.entry("awsec2subnet", "AWS::EC2::Subnet"),
            Map.entry("awsec2volume", "AWS::EC2::Volume"),
            Map.entry("awsec2networkinterface", "AWS::EC2::NetworkInterface"),
            Map.entry("awsec2networkacl", "AWS::EC2::NetworkAcl"),
            Map.entry("awsec2eip", "AWS::EC2::EIP"),
            Map.entry("awsecrcontainerimage", "AWS::ECR::ContainerImage"),
            Map.entry("awsiamuser", "AWS::IAM::User"),
            Map.entry("awsiamrole", "AWS::IAM::Role"),
            Map.entry("awsiampolicy", "AWS::IAM::Policy"),
            Map.entry("awsiamaccesskey", "AWS::IAM::AccessKey"),
            Map.entry("awsrdsdbinstance", "AWS::RDS::DBInstance"),
            Map.entry("awsrdsdbcluster", "AWS::RDS::DBCluster"),
            Map.entry("awscloudtrailtrail", "AWS::CloudTrail::Trail"),
            Map.entry("awssqsqueue", "AWS::SQS::Queue"),
            Map.entry("awssnstopic", "AWS::SNS::Topic"));

    private record Shape(String type, String rest) {}

    private ResourceIds() {}

    /**
     * The resource in the one form.
     *
     * @param id as the source writes it
     * @param type as the source writes it; empty when it does not
     * @param account where the source saw it
     * @param region where the source saw it
     */
    public static String of(String id, String type, String account, String region) {
        String bare = id.strip();
        if (bare.startsWith("arn:")) {
            Matcher function = FUNCTION.matcher(bare);
            Matcher root = ACCOUNT_ROOT.matcher(bare);
            return function.matches() ? function.group(1) : root.matches() ? "AWS::::Account:" + root.group(1) : bare;
        }
        String key = key(type);
        Matcher account12 = ACCOUNT.matcher(bare);
        if (account12.matches() && (bare.startsWith("AWS") || key.equals("awsaccount"))) {
            return "AWS::::Account:" + account12.group(1);
        }
        Matcher ec2 = OF_EC2.matcher(bare);
        if (ec2.matches()) {
            return arn(region) + "ec2:" + region + ":" + account + ":" + EC2_TYPES.get(ec2.group(1)) + "/" + bare;
        }
        Shape shape = SHAPES.get(key);
        return shape == null ? bare : arn(region) + shape.rest().formatted(region, account) + bare;
    }

    /** One spelling of a type, that of CloudFormation, where it is known; else as the source writes it. */
    public static String type(String type) {
        String key = key(type);
        Shape shape = SHAPES.get(key);
        return shape == null ? TYPES.getOrDefault(key, type) : shape.type();
    }

    private static String key(String type) {
        return NOT_OF_A_WORD.matcher(type.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    private static String arn(String region) {
        if (region.startsWith("cn-")) {
            return "arn:aws-cn:";
        }
        return region.startsWith("us-gov-") ? "arn:aws-us-gov:" : "arn:aws:";
    }
}
