package com.kaldrix.monitoring.deploy;

import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The Helm chart, rendered by Helm itself as a library. */
final class Chart {
    static final String RELEASE = "kaldrix-monitoring";
    private static final Path EVERYTHING =
            Project.ROOT.resolve("deploy-tests/src/test/resources/chart/everything.yaml");
    private static final KubernetesSerialization YAML = new KubernetesSerialization();
    private static final Pattern HOOK = Pattern.compile("(?m)^    helm\\.sh/(hook.*)$");
    private static @Nullable Path copied;
    private static final Pattern BETWEEN = Pattern.compile("(?m)^---\\s*$");

    private Chart() {}

    /** A way to render it: the values files, in order. */
    record Variant(String name, List<Path> files) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Each values file that ships, two of them with what Terraform adds, and the hub with all optional parts. */
    static List<Variant> variants() {
        List<Variant> variants = new ArrayList<>();
        variants.add(new Variant("defaults", List.of()));
        for (String name : List.of("us-east-1", "us-west-2", "eu-west-1", "local")) {
            variants.add(new Variant(name, List.of(values(name))));
        }
        // What Terraform says of what it made; scripts/check/terraform.sh holds the files against an apply.
        for (String name : List.of("us-east-1", "eu-west-1")) {
            variants.add(new Variant(
                    "terraform-" + name,
                    List.of(values(name), EVERYTHING.resolveSibling("terraform-" + name + ".yaml"))));
        }
        variants.add(everything());
        return variants;
    }

    static Variant everything() {
        return new Variant("everything", List.of(values("us-east-1"), EVERYTHING));
    }

    static Path values(String name) {
        return Project.CHART.resolve("values-" + name + ".yaml");
    }

    /** The documents, as text; those that Helm keeps for hooks are among them. */
    static String render(Variant variant) {
        var template = new Helm(withoutHooks())
                .template()
                .withName(RELEASE)
                .withNamespace(RELEASE)
                .withKubeVersion("1.33.0");
        variant.files().forEach(template::withValuesFile);
        return template.call();
    }

    /** A copy of the chart whose hooks are objects like others: the library leaves hooks out of what it renders. */
    private static synchronized Path withoutHooks() {
        Path known = copied;
        if (known != null) {
            return known;
        }
        try {
            Path copy = Project.folder("chart").resolve("kaldrix-monitoring");
            Project.copy(Project.CHART, copy);
            for (Path template : Project.files(copy.resolve("templates"), ".yaml")) {
                Files.writeString(
                        template, HOOK.matcher(Files.readString(template)).replaceAll("    rendered.for.tests/$1"));
            }
            copied = copy;
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The documents, each as text. */
    static List<String> documents(String rendered) {
        return BETWEEN.splitAsStream(rendered)
                .map(document -> document.strip() + "\n")
                .filter(document -> document.lines().anyMatch(line -> !line.isBlank() && !line.startsWith("#")))
                .toList();
    }

    /** An object of Kubernetes' model, or a generic one of a kind that is not in it. */
    static Object parse(String document) {
        return YAML.unmarshal(document);
    }

    static List<HasMetadata> objects(Variant variant) {
        return documents(render(variant)).stream()
                .map(document -> (HasMetadata) parse(document))
                .toList();
    }

    /** What pods an object makes; empty when it makes none. */
    static Optional<PodSpec> pods(HasMetadata object) {
        return switch (object) {
            case Pod pod -> Optional.of(pod.getSpec());
            default -> template(object).map(PodTemplateSpec::getSpec);
        };
    }

    static Optional<PodTemplateSpec> template(HasMetadata object) {
        return switch (object) {
            case Deployment one -> Optional.of(one.getSpec().getTemplate());
            case StatefulSet one -> Optional.of(one.getSpec().getTemplate());
            case Job one -> Optional.of(one.getSpec().getTemplate());
            case CronJob one ->
                Optional.of(one.getSpec().getJobTemplate().getSpec().getTemplate());
            default -> Optional.empty();
        };
    }
}
