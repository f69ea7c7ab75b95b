package com.kaldrix.monitoring.local.stack;

import com.kaldrix.monitoring.local.postgres.LocalPostgres;
import com.kaldrix.monitoring.local.supervise.ServiceFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What {@code ./kaldrix alertmanager} needs to start fast, made once for each build: the unpacked service with its AOT cache,
 * PostgreSQL's programs, and a data directory with the service's tables, to be copied.
 */
public final class AlertmanagerKit {
    /** The database in the copied directory. */
    private static final String DATABASE = "alerts";

    private AlertmanagerKit() {}

    /** Makes what is missing and writes the kit's file, {@code prepared}: one line for each part, last the service's command. */
    public static void prepare(Path root, Consumer<String> progress) throws IOException, InterruptedException {
        ServiceDefinition service = ServiceDefinition.ALERT_PROCESSOR;
        try {
            if (AotTraining.train(root, service, progress)) {
                progress.accept("the AOT cache is made");
            }
        } catch (ServiceFailedException | StackException slow) {
            // A busy machine must not keep anybody from being paged.
            progress.accept("without an AOT cache, so that starts take longer: "
                    + String.valueOf(slow.getMessage()).lines().findFirst().orElse(""));
        }
        AppLayout layout = AppLayout.of(root, service);
        Path kit = Files.createDirectories(root.resolve(".kaldrix").resolve("alertmanager"));
        Path binaries = root.resolve(".kaldrix").resolve("cache");
        Path template = new DatabaseTemplate(layout, binaries, DATABASE).in(kit, progress);
        List<String> options = new ArrayList<>(service.jvmOptions());
        if (layout.hasAotCache()) {
            options.add("-XX:AOTCache=" + layout.aotCache());
        }
        List<String> lines = new ArrayList<>();
        lines.add(LocalPostgres.programs(binaries).toString());
        lines.add(template.toString());
        lines.addAll(layout.command(options));
        Path fresh = kit.resolve("prepared.new");
        Files.write(fresh, lines);
        Files.move(fresh, kit.resolve("prepared"), StandardCopyOption.REPLACE_EXISTING);
    }
}
