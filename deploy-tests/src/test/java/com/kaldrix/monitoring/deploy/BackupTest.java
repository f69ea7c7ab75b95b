package com.kaldrix.monitoring.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.local.net.LocalPorts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Databases are kept, brought back and drilled, with a real PostgreSQL of the machine; backups lie in a folder and in moto's S3. */
@Tag("external")
class BackupTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Pattern SQL = Pattern.compile("(?ms)^```sql\\n(.*?)^```");

    @TempDir
    static Path folder;

    private static int port;
    private static Process moto;
    private static int motoPort;

    @BeforeAll
    static void start() throws Exception {
        port = LocalPorts.firstOfFree(2);
        motoPort = port + 1;
        // PostgreSQL refuses to run as root.
        Program.Said said = shell("""
                bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
                chmod 755 "$FOLDER" && mkdir -p "$FOLDER/pg" && chown postgres "$FOLDER/pg"
                runuser -u postgres -- "$bin/initdb" -D "$FOLDER/pg/data" -A trust -U postgres >/dev/null
                runuser -u postgres -- "$bin/pg_ctl" -D "$FOLDER/pg/data" -w -l "$FOLDER/pg/log" -o "-p $PORT -k '' -h 127.0.0.1 -c fsync=off" start
                for name in alerts compliance drill again; do psql -q "postgresql://postgres@127.0.0.1:$PORT/postgres" -c "create database $name"; done
                psql -q "postgresql://postgres@127.0.0.1:$PORT/alerts" -c "create table incident (id int primary key, title text); insert into incident select i, 'incident ' || i from generate_series(1, 5000) i; create table silence (id int)"
                psql -q "postgresql://postgres@127.0.0.1:$PORT/compliance" -c "create table finding (id int primary key, control text); insert into finding select i, 'S3.' || i from generate_series(1, 300) i"
                """);
        assertThat(said.exit()).as(said.text()).isZero();
        moto = new ProcessBuilder("moto_server", "-p", Integer.toString(motoPort))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("moto.log").toFile())
                .start();
    }

    @AfterAll
    static void stop() throws Exception {
        shell(
                "bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1); runuser -u postgres -- \"$bin/pg_ctl\" -D \"$FOLDER/pg/data\" -m immediate stop");
        if (moto != null) {
            moto.destroy();
            moto.waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void databasesComeBackFromAFolder() throws Exception {
        Path backups = folder.resolve("backups");
        Program.Said kept = script(data(), "backup.sh", "--to", backups.toString(), "--only", "data");
        assertThat(kept.exit()).as(kept.text()).isZero();

        Program.Said full = script(data(), "restore.sh", "data", "--from", backups.toString(), "--database", "alerts");
        assertThat(full.exit()).isEqualTo(2);
        assertThat(full.text()).contains("is not empty");

        Program.Said restored =
                script(Map.of("ALERTS_DATABASE_URL", url("again")), "restore.sh", "data", "--from", backups.toString());
        assertThat(restored.exit()).as(restored.text()).isZero();
        assertThat(shell("psql -At " + url("again") + " -c 'select count(*), max(title) from incident'")
                        .text()
                        .strip())
                .isEqualTo("5000|incident 999");

        Program.Said drill = script(drill(backups.toString()), "restore_drill.sh");
        assertThat(drill.exit()).as(drill.text()).isZero();
        JsonNode report = JSON.readTree(drill.text());
        assertThat(report.path("ok").booleanValue()).isTrue();
        assertThat(report.path("databases")).hasSize(2);

        damage(backups);
        Program.Said damaged = script(drill(backups.toString()), "restore_drill.sh");
        assertThat(damaged.exit()).isEqualTo(1);
        assertThat(JSON.readTree(damaged.text()).path("reason").stringValue("")).contains("damaged");
        Program.Said refused = script(
                Map.of("ALERTS_DATABASE_URL", url("again")),
                "restore.sh",
                "data",
                "--from",
                backups.toString(),
                "--force");
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.text()).contains("damaged");
    }

    @Test
    void anOldBackupIsNoBackup() throws Exception {
        Path backups = folder.resolve("old");
        assertThat(script(data(), "backup.sh", "--to", backups.toString(), "--only", "data")
                        .exit())
                .isZero();
        Map<String, String> environment = new HashMap<>(drill(backups.toString()));
        environment.put("MOST_AGE", "-1");
        Program.Said said = script(environment, "restore_drill.sh");
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.text()).contains("hours old");
        Program.Said none = script(drill(folder.resolve("nothing").toString()), "restore_drill.sh");
        assertThat(none.exit()).isEqualTo(1);
        assertThat(none.text()).contains("no whole backup");
    }

    @Test
    void databasesComeBackFromS3AndAnAlarmFires() throws Exception {
        Program.Said made = shell("""
                for i in $(seq 60); do curl -s -o /dev/null "$AWS_ENDPOINT_URL" && break; sleep 0.5; done
                aws s3 mb s3://backups --region us-east-1
                aws cloudwatch put-metric-alarm --region us-east-1 --alarm-name prod-kaldrix-high-cpu --metric-name CPUUtilization --namespace AWS/EC2 --statistic Average --period 300 --evaluation-periods 2 --threshold 80 --comparison-operator GreaterThanThreshold
                """);
        assertThat(made.exit()).as(made.text()).isZero();
        Program.Said kept = script(data(), "backup.sh", "--to", "s3://backups/kaldrix", "--only", "data");
        assertThat(kept.exit()).as(kept.text()).isZero();
        Program.Said drill = script(drill("s3://backups/kaldrix"), "restore_drill.sh");
        assertThat(drill.exit()).as(drill.text()).isZero();
        assertThat(JSON.readTree(drill.text()).path("databases")).hasSize(2);

        Program.Said fired = script(Map.of(), "trigger_alarm.sh", "prod-kaldrix-high-cpu", "--region", "us-east-1");
        assertThat(fired.exit()).as(fired.text()).isZero();
        assertThat(shell(
                                "aws cloudwatch describe-alarms --region us-east-1 --query 'MetricAlarms[0].StateValue' --output text")
                        .text()
                        .strip())
                .isEqualTo("ALARM");
        Program.Said unknown = script(Map.of(), "trigger_alarm.sh", "no-such-alarm", "--region", "us-east-1");
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.text()).contains("There is no alarm no-such-alarm");
    }

    /** The statements of docs/install.md, as RDS' administrator runs them, who is no superuser. */
    @Test
    void theDatabasesOfTheDocumentCanBeMade() throws Exception {
        Matcher blocks = SQL.matcher(Files.readString(Project.ROOT.resolve("docs/install.md")));
        StringBuilder statements = new StringBuilder();
        while (blocks.find()) {
            statements.append(blocks.group(1));
        }
        assertThat(statements.toString()).contains("create database compliance");
        // The test's own databases have these names.
        Files.writeString(
                folder.resolve("install.sql"),
                statements.toString().replaceAll("\\b(alerts|anomalies|compliance)\\b", "their_$1"));
        Program.Said made = shell("""
                psql -q "postgresql://postgres@127.0.0.1:$PORT/postgres" -c "create role kaldrix_admin login createrole createdb"
                psql -q -v ON_ERROR_STOP=1 -f "$FOLDER/install.sql" "postgresql://kaldrix_admin@127.0.0.1:$PORT/postgres"
                psql -q -v ON_ERROR_STOP=1 -c "create table theirs (id int)" "postgresql://their_alerts@127.0.0.1:$PORT/their_alerts"
                psql -At -c "select count(*) from pg_database where datname like 'their_%'" "postgresql://postgres@127.0.0.1:$PORT/postgres"
                """);
        assertThat(made.exit()).as(made.text()).isZero();
        assertThat(made.text().strip()).endsWith("3");
    }

    private static void damage(Path backups) throws IOException {
        try (Stream<Path> tree = Files.walk(backups)) {
            Path dump = tree.filter(file -> file.endsWith("alerts.dump"))
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(dump);
            bytes[bytes.length / 2] ^= 1;
            Files.write(dump, bytes);
        }
    }

    private static String url(String database) {
        return "postgresql://postgres@127.0.0.1:" + port + "/" + database;
    }

    private static Map<String, String> data() {
        return Map.of("ALERTS_DATABASE_URL", url("alerts"), "COMPLIANCE_DATABASE_URL", url("compliance"));
    }

    private static Map<String, String> drill(String location) {
        return Map.of("BACKUP_LOCATION", location, "DRILL_DATABASE_URL", url("drill"));
    }

    private static Program.Said script(Map<String, String> more, String name, String... options) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("bash", Project.SCRIPTS.resolve(name).toString()));
        command.addAll(List.of(options));
        Map<String, String> environment = new HashMap<>(aws());
        environment.putAll(more);
        return Program.run(folder, environment, command);
    }

    private static Program.Said shell(String text) throws Exception {
        Map<String, String> environment = new HashMap<>(aws());
        environment.put("FOLDER", folder.toString());
        environment.put("PORT", Integer.toString(port));
        Path file = Files.writeString(
                Files.createTempFile(folder, "run", ".sh"), "set -eu\n" + text, StandardCharsets.UTF_8);
        return Program.run(folder, environment, List.of("bash", file.toString()));
    }

    private static Map<String, String> aws() {
        return Map.of(
                "AWS_ENDPOINT_URL",
                "http://127.0.0.1:" + motoPort,
                "AWS_ACCESS_KEY_ID",
                "local",
                "AWS_SECRET_ACCESS_KEY",
                "local",
                "AWS_REGION",
                "us-east-1",
                "AWS_DEFAULT_REGION",
                "us-east-1");
    }
}
