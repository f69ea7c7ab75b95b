package com.kaldrix.monitoring.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whole days of log groups go to the bucket once each, and come back in the order of time. The clock of the script is three days ahead, for moto makes
 * groups now; that AWS does one export at a time is stood in for, for moto does not say so.
 */
@Tag("external")
class LogExportTest {
    private static final String GROUP = "/kaldrix/prod/cloudtrail";
    private static final String BUCKET = "s3://prod-kaldrix-backups";

    @TempDir
    static Path folder;

    private static Emulated aws;
    private static String day = "";

    @BeforeAll
    static void start() throws Exception {
        aws = new Emulated(folder);
        aws.program("date", """
                for word in "$@"; do [[ $word != -d ]] || exec /usr/bin/env -i /bin/date "$@"; done
                exec /bin/date -d '+3 days' "$@"
                """);
        aws.program("sleep", "printf '%s\\n' \"$1\" >>\"$FOLDER/slept\"\n");
        aws.program("aws", """
                real=$(PATH=${PATH#*:} command -v aws)
                if [[ "$*" == *create-export-task* ]]; then
                  printf 'export\\n' >>"$FOLDER/exports"
                  if [[ ! -e $FOLDER/was-refused ]]; then
                    touch "$FOLDER/was-refused"
                    echo 'An error occurred (LimitExceededException) when calling the CreateExportTask operation: Resource limit exceeded.' >&2
                    exit 254
                  fi
                fi
                PATH=${PATH#*:} exec "$real" "$@"
                """);
        day = aws.shell("/bin/date -u +%Y-%m-%d");
        aws.shell("""
                aws s3 mb s3://prod-kaldrix-backups >/dev/null
                aws logs create-log-group --log-group-name /kaldrix/prod/cloudtrail
                now=$(/bin/date -u +%s)000
                for stream in one two; do
                  aws logs create-log-stream --log-group-name /kaldrix/prod/cloudtrail --log-stream-name $stream
                done
                aws logs put-log-events --log-group-name /kaldrix/prod/cloudtrail --log-stream-name one \\
                  --log-events timestamp=$now,message=first timestamp=$((now + 2000)),message=third >/dev/null
                aws logs put-log-events --log-group-name /kaldrix/prod/cloudtrail --log-stream-name two --log-events timestamp=$((now + 1000)),message=second >/dev/null
                """);
    }

    @AfterAll
    static void stop() throws Exception {
        aws.close();
    }

    @Test
    void eachDayIsExportedOnceAndComesBack() throws Exception {
        Program.Said said = export(Map.of(), GROUP);
        assertThat(said.exit()).as(said.text()).isZero();
        assertThat(Files.readString(folder.resolve("slept")))
                .as("it waits while another export runs")
                .startsWith("10\n");
        JsonNode whole = JsonMapper.shared()
                .readTree(aws.shell("aws s3 cp " + BUCKET + "/exports" + GROUP + "/" + day + ".json -"));
        assertThat(whole.path("files")).hasSize(2);
        assertThat(whole.path("until").asLong() - whole.path("from").asLong()).isEqualTo(86_399_999L);
        int exports = Files.readAllLines(folder.resolve("exports")).size();

        Program.Said again = export(Map.of(), GROUP);
        assertThat(again.exit()).as(again.text()).isZero();
        assertThat(Files.readAllLines(folder.resolve("exports")))
                .as("what is there is not exported again")
                .hasSize(exports);

        Path to = folder.resolve("back");
        Program.Said back = restore(day, to);
        assertThat(back.exit()).as(back.text()).isZero();
        List<String> lines = Files.readAllLines(to.resolve("kaldrix_prod_cloudtrail-" + day + ".log"));
        assertThat(lines.stream().map(line -> line.substring(line.lastIndexOf(' ') + 1)))
                .containsExactly("first", "second", "third");

        assertThat(restore("2020-01-01", to).text())
                .contains("There is no whole export of " + GROUP + " of 2020-01-01");
        aws.shell("printf broken >\"$FOLDER/broken\"; aws s3 cp \"$FOLDER/broken\" s3://prod-kaldrix-backups/"
                + whole.path("files").get(0).path("key").asString());
        Program.Said damaged = restore(day, to);
        assertThat(damaged.exit()).isEqualTo(2);
        assertThat(damaged.text()).contains("is damaged");
    }

    @Test
    void whatCannotBeExportedIsTold() throws Exception {
        String topic = aws.shell("aws sns create-topic --name alerts --query TopicArn --output text");
        aws.shell(
                "aws --endpoint-url \"$AWS_ENDPOINT_URL\" sqs create-queue --queue-name heard >/dev/null; aws sns subscribe --topic-arn "
                        + topic
                        + " --protocol sqs --notification-endpoint arn:aws:sqs:us-east-1:123456789012:heard >/dev/null");
        Program.Said said = export(Map.of("ALERTS_TOPIC_ARN", topic), "/no/such/group");
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.text()).contains("/no/such/group: there is no such log group");
        JsonNode heard = JsonMapper.shared()
                .readTree(
                        aws.shell(
                                "aws --endpoint-url \"$AWS_ENDPOINT_URL\" sqs receive-message --queue-url $AWS_ENDPOINT_URL/123456789012/heard --query 'Messages[0].Body' --output text"));
        JsonNode alarm = JsonMapper.shared().readTree(heard.path("Message").asString());
        assertThat(alarm.path("AlarmName").asString()).isEqualTo("kaldrix-log-export-failure");
        assertThat(alarm.path("NewStateReason").asString()).contains("/no/such/group");
    }

    private static Program.Said export(Map<String, String> more, String group) throws Exception {
        return aws.script(more, "export_logs.sh", "--to", BUCKET, "--group", group);
    }

    private static Program.Said restore(String of, Path to) throws Exception {
        return aws.script(
                Map.of(), "restore.sh", "logs", "--from", BUCKET, "--group", GROUP, "--day", of, "--to", to.toString());
    }
}
