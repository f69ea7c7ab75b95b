package com.kaldrix.monitoring.local.stack;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.ToolProvider;

/**
 * A service in one class that behaves towards the stack as a Spring Boot jar does: it unpacks itself when asked to, and
 * answers its readiness, here with its environment.
 */
final class TinyService {
    private static final String SOURCE = """
            import com.sun.net.httpserver.HttpServer;
            import java.net.InetSocketAddress;
            import java.nio.file.*;

            public class Tiny {
                static final String VERSION = "%s";

                public static void main(String[] args) throws Exception {
                    if ("tools".equals(System.getProperty("jarmode"))) {
                        Path folder = Files.createDirectories(Path.of(args[2]));
                        Path jar = Path.of(System.getProperty("java.class.path"));
                        Files.copy(jar, folder.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                        return;
                    }
                    HttpServer server = HttpServer.create(
                            new InetSocketAddress("127.0.0.1", Integer.parseInt(System.getenv("SERVER_PORT"))), 0);
                    server.createContext("/", exchange -> {
                        StringBuilder text = new StringBuilder("VERSION=" + VERSION + "\\n");
                        System.getenv().forEach((name, value) -> text.append(name + "=" + value + "\\n"));
                        byte[] bytes = text.toString().getBytes();
                        exchange.sendResponseHeaders(200, bytes.length);
                        exchange.getResponseBody().write(bytes);
                        exchange.close();
                    });
                    server.start();
                    System.out.println("tiny service is up");
                }
            }
            """;

    private TinyService() {}

    /** Builds it as the jar of that service under that root. */
    static void build(Path root, ServiceDefinition service, String version) throws IOException {
        Path classes = Files.createDirectories(root.resolve("classes"));
        Path source = Files.writeString(root.resolve("Tiny.java"), SOURCE.formatted(version));
        int failed =
                ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", classes.toString(), source.toString());
        if (failed != 0) {
            throw new IllegalStateException("the tiny service does not compile");
        }
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "Tiny");
        Path target = Files.createDirectories(root.resolve(service.label()).resolve("target"));
        try (OutputStream file = Files.newOutputStream(target.resolve(service.label() + ".jar"));
                JarOutputStream jar = new JarOutputStream(file, manifest)) {
            for (Path one : classes(classes)) {
                jar.putNextEntry(new JarEntry(String.valueOf(one.getFileName())));
                Files.copy(one, jar);
                jar.closeEntry();
            }
        }
    }

    private static List<Path> classes(Path folder) throws IOException {
        try (var found = Files.list(folder)) {
            return found.filter(path -> path.toString().endsWith(".class")).toList();
        }
    }
}
