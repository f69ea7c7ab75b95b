package com.kaldrix.monitoring.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The roles of the chart's jobs may do exactly what their scripts ask of AWS, and nothing else; those of services have a test of their own. */
class JobPermissionsTest {
    private static final Pattern CALL = Pattern.compile(
            "\\b(?:aws (s3|s3api|sns|cloudwatch)|(logs)) (?:--region \"\\$region\" )?((?:cp|ls|publish|[a-z]+-[a-z0-9-]+)\\b)");
    private static final Pattern ACTION = Pattern.compile("\"((?:s3|sns|cloudwatch|logs):[A-Za-z]+)\"");

    /** What commands of the AWS CLI ask for under another name than their own. */
    private static final Map<String, String> NAMES = Map.of(
            "s3 ls", "s3:ListBucket",
            "s3api list-objects-v2", "s3:ListBucket",
            "s3api head-object", "s3:GetObject");

    @Test
    void backup() throws IOException {
        assertThat(allowed("backup", "restore-drill = concat"))
                .isEqualTo(called("s3:PutObject", "backup.sh", "export_logs.sh", "lib.sh"));
    }

    @Test
    void restoreDrill() throws IOException {
        assertThat(allowed("restore-drill", "policies = ")).isEqualTo(called("s3:GetObject", "restore_drill.sh"));
    }

    /** The jobs copy in one direction each. */
    private static Set<String> called(String copying, String... scripts) throws IOException {
        Set<String> called = new TreeSet<>();
        for (String script : scripts) {
            String text = Files.readAllLines(Project.SCRIPTS.resolve(script)).stream()
                    .filter(line -> !line.strip().startsWith("#"))
                    .collect(Collectors.joining("\n"));
            Matcher call = CALL.matcher(text);
            while (call.find()) {
                String service = call.group(1) == null ? call.group(2) : call.group(1);
                String command = service + " " + call.group(3);
                called.add(
                        command.equals("s3 cp")
                                ? copying
                                : NAMES.getOrDefault(command, service + ":" + camel(call.group(3))));
            }
        }
        assertThat(called).hasSizeGreaterThan(2);
        return called;
    }

    private static String camel(String command) {
        return Arrays.stream(command.split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    private static Set<String> allowed(String job, String next) throws IOException {
        String module = Files.readString(Project.ROOT.resolve("terraform/modules/backup/main.tf"));
        int from = module.indexOf("    " + job + " = concat(");
        String statements = module.substring(from, module.indexOf(next, from));
        String shared = module.substring(module.indexOf("  tell = ["), module.indexOf("  find = "));
        Set<String> allowed = new TreeSet<>();
        for (String part : List.of(statements, shared)) {
            ACTION.matcher(part).results().forEach(action -> allowed.add(action.group(1)));
        }
        return allowed;
    }
}
