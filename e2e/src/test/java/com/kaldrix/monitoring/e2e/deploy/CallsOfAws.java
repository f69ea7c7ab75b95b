package com.kaldrix.monitoring.e2e.deploy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * What a service's jar calls of AWS by the SDK, read from its byte code: its own classes, and of the shared module those that they
 * lead to or that Spring starts by itself.
 */
final class CallsOfAws {
    private static final String OWN = "com/kaldrix/monitoring/";
    private static final String COMMON = "com/kaldrix/monitoring/common/";
    private static final Pattern CLIENT =
            Pattern.compile("software/amazon/awssdk/services/([a-z0-9]+)/[A-Za-z0-9]+Client");
    private static final String ASSUMED_ROLE =
            "software/amazon/awssdk/services/sts/auth/StsAssumeRoleCredentialsProvider";
    private static final String OBJECTS = COMMON + "objects/";

    /** What the port for objects asks of S3; without leave to list, S3 says that a missing object is forbidden. */
    private static final Map<String, Set<String>> OF_OBJECTS = Map.of(
            "put", Set.of("s3:PutObject"),
            "createIfAbsent", Set.of("s3:PutObject"),
            "get", Set.of("s3:GetObject", "s3:ListBucket"),
            "list", Set.of("s3:ListBucket"));

    /** Methods of clients that ask AWS for nothing. */
    private static final Set<String> LOCAL =
            Set.of("builder", "create", "close", "serviceName", "serviceClientConfiguration");

    /** Calls that IAM knows by another name (Service Authorization Reference). */
    private static final Map<String, String> NAMES = Map.of(
            "lambda:Invoke", "lambda:InvokeFunction",
            "sns:PublishBatch", "sns:Publish",
            "sqs:DeleteMessageBatch", "sqs:DeleteMessage",
            "sqs:SendMessageBatch", "sqs:SendMessage");

    private final Map<String, ClassModel> classes = new HashMap<>();
    private final Set<String> started = new HashSet<>();

    private CallsOfAws() {}

    /** The actions that IAM would have to allow. */
    static Set<String> of(Path jar) throws IOException {
        CallsOfAws calls = new CallsOfAws();
        calls.read(Files.readAllBytes(jar));
        return calls.actions();
    }

    private void read(byte[] jar) throws IOException {
        try (InputStream in = new ByteArrayInputStream(jar);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                if (name.matches("BOOT-INF/lib/common(-[0-9].*)?\\.jar")) {
                    read(zip.readAllBytes());
                } else if (name.endsWith(".class") && name.contains(OWN)) {
                    ClassModel model = ClassFile.of().parse(zip.readAllBytes());
                    classes.put(model.thisClass().asInternalName(), model);
                } else if (name.endsWith("AutoConfiguration.imports")) {
                    new String(zip.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .map(line -> line.strip().replace('.', '/'))
                            .filter(line -> line.startsWith(OWN))
                            .forEach(started::add);
                }
            }
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    private Set<String> actions() {
        Set<String> actions = new TreeSet<>();
        boolean retains = false;
        boolean assumes = false;
        for (String name : reached()) {
            if (name.startsWith(OBJECTS)) {
                continue;
            }
            for (PoolEntry entry : Objects.requireNonNull(classes.get(name)).constantPool()) {
                if (entry instanceof MemberRefEntry member) {
                    actions.addAll(actions(member));
                } else if (entry instanceof ClassEntry type) {
                    assumes |= type.asInternalName().equals(ASSUMED_ROLE);
                    retains |= type.asInternalName().equals(OBJECTS + "Retention");
                }
            }
        }
        if (assumes) {
            actions.add("sts:AssumeRole");
        }
        // An object that is put with a retention needs both.
        if (retains) {
            actions.add("s3:PutObjectRetention");
        }
        return actions;
    }

    private static Set<String> actions(MemberRefEntry member) {
        if (member.owner().asInternalName().equals(OBJECTS + "Objects")) {
            return OF_OBJECTS.getOrDefault(member.name().stringValue(), Set.of());
        }
        Matcher client = CLIENT.matcher(member.owner().asInternalName());
        String method = member.name().stringValue().replaceFirst("Paginator$", "");
        if (!client.matches() || LOCAL.contains(method)) {
            return Set.of();
        }
        String action = client.group(1) + ":" + Character.toUpperCase(method.charAt(0)) + method.substring(1);
        return Set.of(NAMES.getOrDefault(action, action));
    }

    private Set<String> reached() {
        Set<String> reached = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(started);
        classes.keySet().stream().filter(name -> !name.startsWith(COMMON)).forEach(open::add);
        while (!open.isEmpty()) {
            String name = open.pop();
            ClassModel model = classes.get(name);
            if (model != null && reached.add(name)) {
                for (PoolEntry entry : model.constantPool()) {
                    if (entry instanceof ClassEntry type) {
                        open.add(type.asInternalName());
                    }
                }
            }
        }
        return reached;
    }
}
