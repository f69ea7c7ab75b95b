package com.kaldrix.monitoring.compliance.pull.aws;

import com.kaldrix.monitoring.common.aws.AwsProperties;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.compliance.collect.config.ConfigEvaluations;
import com.kaldrix.monitoring.compliance.collect.securityhub.AsffFindings;
import com.kaldrix.monitoring.compliance.mapping.ControlNames;
import com.kaldrix.monitoring.compliance.mapping.SecurityHubControls;
import com.kaldrix.monitoring.compliance.pull.Access;
import com.kaldrix.monitoring.compliance.pull.PullSource;
import com.kaldrix.monitoring.compliance.pull.Puller;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** All that ask, at an address of the test. */
public final class TestPullers {
    private TestPullers() {}

    /** Sends to a service without limits, to set a test up. */
    public static void send(URI address, String service, String region, String path, String body, SdkHttpClient http) {
        var unused = api(address, service, "", region, http)
                .post(path, (ObjectNode) JsonMapper.shared().readTree(body));
    }

    /** Calls an action of a service that has no paths. */
    public static void act(URI address, String service, String target, String region, String body, SdkHttpClient http) {
        int dot = target.lastIndexOf('.');
        var unused = api(address, service, target.substring(0, dot), region, http)
                .action(target.substring(dot + 1), (ObjectNode)
                        JsonMapper.shared().readTree(body));
    }

    private static AwsApi api(URI address, String service, String target, String region, SdkHttpClient http) {
        return new AwsApi(
                new AwsApi.Service(service, target),
                new AwsApi.Connection(
                        region,
                        address,
                        http,
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("own", "local")),
                        Clock.systemUTC()));
    }

    public static Map<PullSource, Puller> at(URI address, Access access, SdkHttpClient http, Clock clock) {
        System.setProperty("aws.accessKeyId", "own");
        System.setProperty("aws.secretAccessKey", "local");
        Entrances entrances =
                new Entrances(access, http, new AwsProperties(address, true), new Region("us-east-1"), clock);
        ControlNames names = new ControlNames(SecurityHubControls.shipped());
        return Stream.of(
                        new SecurityHubPuller(entrances, new AsffFindings(names)),
                        new ControlsPuller(entrances, names),
                        new ConfigPuller(entrances, new ConfigEvaluations(names)),
                        new GuardDutyPuller(entrances),
                        new MaciePuller(entrances),
                        new InspectorPuller(entrances),
                        new CloudTrailPuller(entrances),
                        new RecordersPuller(entrances),
                        new LifetimesPuller(entrances, new Lifetimes(Duration.ofHours(26), Duration.ofDays(30))))
                .collect(Collectors.toMap(Puller::source, Function.identity()));
    }
}
