package com.kaldrix.monitoring.deploy;

import com.kaldrix.monitoring.local.net.LocalPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An emulated AWS (moto) with a folder beside it, and scripts that are run against it. */
final class Emulated implements AutoCloseable {
    private final Path folder;
    private final Path bin;
    private final Process moto;
    private final int port;

    Emulated(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        bin = Files.createDirectories(folder.resolve("bin"));
        port = LocalPorts.firstOfFree(1);
        moto = new ProcessBuilder("moto_server", "-H", "127.0.0.1", "-p", Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("moto.log").toFile())
                .start();
        shell("for i in $(seq 240); do curl -s -o /dev/null \"$AWS_ENDPOINT_URL\" && exit 0; sleep 0.5; done; exit 1");
    }

    /** Puts a program before those of the machine. */
    void program(String name, String text) throws IOException {
        Path file = Files.writeString(bin.resolve(name), "#!/usr/bin/env bash\n" + text);
        if (!file.toFile().setExecutable(true)) {
            throw new IOException(file + " cannot be made a program");
        }
    }

    /** Runs one of the project's scripts. */
    Program.Said script(Map<String, String> more, String name, String... options)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("bash", Project.SCRIPTS.resolve(name).toString()));
        command.addAll(List.of(options));
        return Program.run(folder, environment(more), command);
    }

    /** What commands said that have to succeed. */
    String shell(String text) throws IOException, InterruptedException {
        Program.Said said = Program.run(folder, environment(Map.of()), List.of("bash", "-euo", "pipefail", "-c", text));
        if (said.exit() != 0) {
            throw new IOException(said.text());
        }
        return said.text().strip();
    }

    private Map<String, String> environment(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "AWS_ENDPOINT_URL", "http://127.0.0.1:" + port,
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local",
                "AWS_REGION", "us-east-1",
                "AWS_DEFAULT_REGION", "us-east-1",
                "FOLDER", folder.toString(),
                "PATH", bin + ":" + System.getenv("PATH")));
        environment.putAll(more);
        return environment;
    }

    @Override
    public void close() throws InterruptedException {
        moto.destroy();
        moto.waitFor(10, TimeUnit.SECONDS);
    }
}
