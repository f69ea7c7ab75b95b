package com.kaldrix.monitoring.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What all scripts have in common. */
class ScriptsTest {
    static List<Path> scripts() throws IOException {
        return Project.files(Project.SCRIPTS, ".sh");
    }

    /** Those that people run, with options. */
    static List<String> commands() throws IOException {
        return scripts().stream()
                .filter(script -> Project.SCRIPTS.equals(script.getParent()))
                .map(script -> script.getFileName().toString())
                .filter(name -> !name.equals("lib.sh") && !name.equals("restore_drill.sh"))
                .toList();
    }

    @Test
    @Tag("external")
    void shellcheckFindsNothing() throws Exception {
        List<String> command = new ArrayList<>(List.of("shellcheck", "--external-sources"));
        scripts().forEach(script -> command.add(Project.ROOT.relativize(script).toString()));
        Program.Said said = Program.run(Project.ROOT, Map.of(), command);
        assertThat(said.exit()).as(said.text()).isZero();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyScriptSaysWhatItTakes(String name) throws Exception {
        Path script = Project.SCRIPTS.resolve(name);
        assertThat(Files.isExecutable(script)).isTrue();
        assertThat(Files.readString(script))
                .startsWith("#!/usr/bin/env bash\n# ")
                .contains("set -euo pipefail");
        Program.Said help = run(name, "--help");
        assertThat(help.exit()).as(help.text()).isZero();
        assertThat(help.text()).startsWith("usage: scripts/" + name).contains("--help");
        Program.Said wrong = run(name, "--no-such-option");
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.text()).contains("--no-such-option").hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "deploy_monitoring.sh --region mars | 'mars' is no region",
                "deploy_monitoring.sh --environment PROD | 'PROD' is no environment",
                "deploy_monitoring.sh --values /nowhere | /nowhere cannot be read",
                "test_monitoring.sh --timeout soon | take a number of seconds",
                "test_monitoring.sh --local --state /nowhere | There is no suite",
                "trigger_alarm.sh --region us-east-1 | needs the name of an alarm",
                "trigger_alarm.sh one two | takes one name",
                "backup.sh --only data | needs --to",
                "backup.sh --to /tmp --only sofas | 'sofas' is no part",
                "restore.sh --from /tmp | needs a part",
                "restore.sh data | needs --from",
                "restore.sh data --from /tmp --database sofas | 'sofas' is no database",
                "add_region.sh --share 10 | needs a region",
                "add_region.sh ap-southeast-2 --share many | from 1 to 90",
                "add_region.sh us-west-2 --share 10 | already",
                "render.sh --region ap-north-1 | There is no",
                "restore.sh data --from | needs a value",
                "restore.sh data --from /tmp --group /kaldrix | of restore.sh logs",
                "restore.sh logs --from s3://kept --group /kaldrix --day today --to /tmp | no day such as",
                "restore.sh logs --from /tmp --group /kaldrix --day 2026-11-01 --to /tmp | from --from s3://BUCKET",
                "export_logs.sh --group /kaldrix | needs --to",
                "export_logs.sh --to s3://kept/deeper --group /kaldrix | needs --to",
                "export_logs.sh --to s3://kept | needs --group",
                "export_logs.sh --to s3://kept --group /kaldrix --days many | from 1 to 999"
            })
    void whatIsWrongIsSaidInOneSentence(String command, String sentence) throws Exception {
        String[] words = command.strip().split(" ", -1);
        List<String> options = List.of(words).subList(1, words.length);
        Program.Said said = run(words[0], options.toArray(String[]::new));
        assertThat(said.exit()).as(said.text()).isEqualTo(2);
        assertThat(said.text()).contains(sentence).hasLineCount(1);
    }

    /** A check whose question cannot be asked has not held. */
    @Test
    @Tag("external")
    void aProofThatCannotBeMadeFails() throws Exception {
        Path folder = Project.folder("no-proof");
        Path token = Files.writeString(folder.resolve("token"), "none");
        Path junit = folder.resolve("result.xml");
        Map<String, String> environment = Map.of(
                "AWS_ENDPOINT_URL", "http://127.0.0.1:1",
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local",
                "AWS_MAX_ATTEMPTS", "1");
        Program.Said said = Program.run(
                Project.ROOT,
                environment,
                List.of(
                        "bash",
                        Project.SCRIPTS.resolve("test_monitoring.sh").toString(),
                        "--alerts",
                        "http://127.0.0.1:1",
                        "--metrics",
                        "http://127.0.0.1:1",
                        "--compliance",
                        "http://127.0.0.1:1",
                        "--prometheus",
                        "http://127.0.0.1:1",
                        "--grafana",
                        "http://127.0.0.1:1",
                        "--token-file",
                        token.toString(),
                        "--timeout",
                        "1",
                        "--junit",
                        junit.toString()));
        assertThat(said.exit()).as(said.text()).isEqualTo(1);
        assertThat(said.text()).doesNotContain("\nok ").contains("WRONG us-east-1: no dead letters of alert-processor");
        assertThat(Files.readString(junit)).containsPattern("tests=\"(\\d+)\" failures=\"\\1\"");
    }

    /** The chart's jobs run these scripts: they are those of the project, and the drill needs no other. */
    @Test
    void whatTheChartRunsAreTheProjectsScripts() throws IOException {
        assertThat(Files.readString(Project.SCRIPTS.resolve("restore_drill.sh")))
                .doesNotContain("lib.sh");
        for (String name : List.of("restore_drill.sh", "backup.sh", "export_logs.sh", "lib.sh")) {
            assertThat(Files.readString(Project.CHART.resolve("files").resolve(name)))
                    .isEqualTo(Files.readString(Project.SCRIPTS.resolve(name)));
        }
    }

    /** The image of the jobs has what their scripts say they need. */
    @Test
    void theToolsAreInTheImage() throws IOException {
        String image = Files.readString(Project.ROOT.resolve("deploy/tools/Dockerfile"));
        assertThat(image).contains("FROM docker.io/library/postgres:18-");
        for (String program : List.of("awscli", "curl", "jq", "gzip")) {
            assertThat(image).contains(" " + program);
        }
        assertThat(Files.readString(Project.ROOT.resolve("terraform/modules/database/main.tf")))
                .as("pg_dump is not older than the server")
                .contains("engine_version = \"18\"");
    }

    private static Program.Said run(String script, String... options) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("bash", Project.SCRIPTS.resolve(script).toString()));
        command.addAll(List.of(options));
        return Program.run(Project.ROOT, Map.of(), command);
    }
}
