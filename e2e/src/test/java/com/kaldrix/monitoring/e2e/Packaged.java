package com.kaldrix.monitoring.e2e;

import com.kaldrix.monitoring.local.stack.AotTraining;
import com.kaldrix.monitoring.local.stack.Folders;
import com.kaldrix.monitoring.local.stack.ServiceDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/** The project as it was built: jars, unpacked, with their AOT caches. */
final class Packaged {
    private static final Path ROOT = Path.of(System.getProperty("kaldrix.root", ""));

    private Packaged() {}

    /** The root of the project, with its jars unpacked and their AOT caches made. */
    static synchronized Path root() throws IOException, InterruptedException {
        for (ServiceDefinition service : ServiceDefinition.all()) {
            Path jar = ROOT.resolve(service.label()).resolve("target").resolve(service.label() + ".jar");
            if (!Files.isRegularFile(jar)) {
                throw new IllegalStateException(jar + " is missing; mvn package -pl " + service.label()
                        + " -am builds it, mvn verify builds all and runs this");
            }
            AotTraining.train(ROOT, service, line -> {});
        }
        return ROOT;
    }

    /** A recorded message, as the tests of alert-processor have it. */
    static String recorded(String name) throws IOException {
        return Files.readString(
                ROOT.resolve("alert-processor/src/test/resources/intake").resolve(name));
    }

    /** A sample of a contract. */
    static String sample(String contract, String name) throws IOException {
        return Files.readString(ROOT.resolve("common/src/main/resources/contracts")
                .resolve(contract)
                .resolve("samples")
                .resolve(name));
    }

    /** An empty folder for the state of a stack; what an earlier run left in it is gone. */
    static Path emptyState(String name) throws IOException {
        Folders.delete(folder("stacks", name));
        return folder("stacks", name);
    }

    /** A folder for what this module makes. */
    static Path folder(String kind, String name) throws IOException {
        return Files.createDirectories(ROOT.resolve("e2e/target").resolve(kind).resolve(name));
    }

    /** What chance follows from; printed, so that a run can be had again with {@code -Dkaldrix.e2e.seed}. */
    static long seed(String story) {
        String given = System.getProperty("kaldrix.e2e.seed", "");
        long seed = given.isBlank()
                ? ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE)
                : Long.parseLong(given.strip());
        System.out.println(story + ": seed " + seed);
        return seed;
    }
}
