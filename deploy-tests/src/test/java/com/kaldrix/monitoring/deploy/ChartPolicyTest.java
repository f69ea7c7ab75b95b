package com.kaldrix.monitoring.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What this project asks of everything that it deploys. */
class ChartPolicyTest {
    static List<Chart.Variant> variants() {
        return Chart.variants();
    }

    @ParameterizedTest
    @MethodSource("variants")
    void noContainerMayMoreThanItNeeds(Chart.Variant variant) {
        for (HasMetadata object : Chart.objects(variant)) {
            Chart.pods(object).ifPresent(pods -> {
                String what = name(object);
                assertThat(pods.getSecurityContext().getRunAsNonRoot()).as(what).isTrue();
                assertThat(pods.getSecurityContext().getRunAsUser()).as(what).isPositive();
                assertThat(pods.getSecurityContext().getSeccompProfile().getType())
                        .as(what)
                        .isEqualTo("RuntimeDefault");
                assertThat(pods.getHostNetwork()).as(what).isNull();
                assertThat(pods.getHostPID()).as(what).isNull();
                assertThat(pods.getAutomountServiceAccountToken())
                        .as("%s says whether it has a token", what)
                        .isNotNull();
                assertThat(pods.getVolumes()).as(what).allMatch(volume -> volume.getHostPath() == null);
                for (Container container : pods.getContainers()) {
                    assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                            .as(what)
                            .isFalse();
                    assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                            .as(what)
                            .isTrue();
                    assertThat(container.getSecurityContext().getCapabilities().getDrop())
                            .as(what)
                            .containsExactly("ALL");
                    assertThat(container.getSecurityContext().getPrivileged())
                            .as(what)
                            .isNull();
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("variants")
    void everyContainerHasLimitsAndAVersion(Chart.Variant variant) {
        for (HasMetadata object : Chart.objects(variant)) {
            Chart.pods(object).ifPresent(pods -> {
                for (Container container : pods.getContainers()) {
                    Map<String, Quantity> limits = container.getResources().getLimits();
                    Map<String, Quantity> requests = container.getResources().getRequests();
                    assertThat(limits).as(name(object)).containsOnlyKeys("cpu", "memory");
                    assertThat(requests).as(name(object)).containsOnlyKeys("cpu", "memory");
                    assertThat(memory(requests)).as(name(object)).isLessThanOrEqualTo(memory(limits));
                    assertThat(container.getImage()).as(name(object)).matches(".+/.+:[^:@]+(@sha256:[0-9a-f]{64})?");
                    assertThat(container.getImage()).as(name(object)).doesNotContain(":latest");
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("variants")
    void whatRunsForLongHasProbesAndAnEnd(Chart.Variant variant) {
        for (HasMetadata object : Chart.objects(variant)) {
            if (!(object instanceof Deployment || object instanceof StatefulSet)) {
                continue;
            }
            PodSpec pods = Chart.pods(object).orElseThrow();
            assertThat(pods.getTerminationGracePeriodSeconds()).as(name(object)).isGreaterThanOrEqualTo(30);
            assertThat(pods.getTopologySpreadConstraints()).as(name(object)).hasSize(2);
            for (Container container : pods.getContainers()) {
                Set<String> ports = container.getPorts().stream()
                        .map(ContainerPort::getName)
                        .collect(Collectors.toSet());
                Stream.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe())
                        .forEach(probe -> assertThat(ports)
                                .as(name(object))
                                .contains(probe.getHttpGet().getPort().getStrVal()));
            }
        }
    }

    /** References to what does not exist leave a pod waiting for ever. */
    @ParameterizedTest
    @MethodSource("variants")
    void whatPodsReferToIsThere(Chart.Variant variant) {
        List<HasMetadata> objects = Chart.objects(variant);
        Set<String> configurations = names(objects, ConfigMap.class);
        Set<String> claims = names(objects, PersistentVolumeClaim.class);
        Set<String> accounts = names(objects, ServiceAccount.class);
        Set<String> secrets = names(objects, Secret.class);
        objects.stream()
                .filter(object -> object instanceof GenericKubernetesResource
                        && object.getKind().equals("ExternalSecret"))
                .forEach(object -> secrets.add(object.getMetadata().getName()));
        boolean ofThisChart = !secrets.isEmpty();
        for (HasMetadata object : objects) {
            Chart.pods(object).ifPresent(pods -> {
                Set<String> volumes = new HashSet<>();
                for (Volume volume : pods.getVolumes()) {
                    volumes.add(volume.getName());
                    if (volume.getConfigMap() != null) {
                        assertThat(configurations)
                                .as(name(object))
                                .contains(volume.getConfigMap().getName());
                    }
                    if (volume.getPersistentVolumeClaim() != null) {
                        assertThat(claims)
                                .as(name(object))
                                .contains(volume.getPersistentVolumeClaim().getClaimName());
                    }
                    if (volume.getSecret() != null && ofThisChart) {
                        assertThat(secrets)
                                .as(name(object))
                                .contains(volume.getSecret().getSecretName());
                    }
                }
                if (object instanceof StatefulSet set) {
                    set.getSpec()
                            .getVolumeClaimTemplates()
                            .forEach(one -> volumes.add(one.getMetadata().getName()));
                }
                if (pods.getServiceAccountName() != null) {
                    assertThat(accounts).as(name(object)).contains(pods.getServiceAccountName());
                }
                for (Container container : pods.getContainers()) {
                    assertThat(volumes)
                            .as(name(object))
                            .containsAll(container.getVolumeMounts().stream()
                                    .map(VolumeMount::getName)
                                    .toList());
                    Set<String> variables = new HashSet<>();
                    container
                            .getEnv()
                            .forEach(variable -> assertThat(variables.add(variable.getName()))
                                    .as("%s %s", name(object), variable.getName())
                                    .isTrue());
                    if (ofThisChart) {
                        assertThat(secrets)
                                .as(name(object))
                                .containsAll(container.getEnvFrom().stream()
                                        .map(source -> source.getSecretRef().getName())
                                        .toList());
                    }
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("variants")
    void everyServiceFindsItsPods(Chart.Variant variant) {
        List<HasMetadata> objects = Chart.objects(variant);
        List<PodTemplateSpec> templates = objects.stream()
                .filter(object -> object instanceof Deployment || object instanceof StatefulSet)
                .map(object -> Chart.template(object).orElseThrow())
                .toList();
        for (HasMetadata object : objects) {
            if (object instanceof Service service) {
                List<PodTemplateSpec> found = templates.stream()
                        .filter(template -> template.getMetadata()
                                .getLabels()
                                .entrySet()
                                .containsAll(service.getSpec().getSelector().entrySet()))
                        .toList();
                assertThat(found).as(name(object)).hasSize(1);
                Set<String> ports = found.getFirst().getSpec().getContainers().stream()
                        .flatMap(container -> container.getPorts().stream())
                        .map(ContainerPort::getName)
                        .collect(Collectors.toSet());
                for (ServicePort port : service.getSpec().getPorts()) {
                    assertThat(ports)
                            .as(name(object))
                            .contains(port.getTargetPort().getStrVal());
                }
            }
            if (object instanceof StatefulSet set) {
                assertThat(names(objects, Service.class)).contains(set.getSpec().getServiceName());
            }
        }
    }

    /** Where there are several, one at a time may be taken away, and none before another one is ready. */
    @ParameterizedTest
    @MethodSource("variants")
    void severalStayUpWhileNodesAreDrained(Chart.Variant variant) {
        List<HasMetadata> objects = Chart.objects(variant);
        Set<String> budgets = names(objects, PodDisruptionBudget.class);
        for (HasMetadata object : objects) {
            int replicas = replicas(object);
            if (replicas > 1) {
                assertThat(budgets)
                        .as(name(object))
                        .contains(object.getMetadata().getName());
            }
            if (object instanceof Deployment deployment
                    && deployment.getSpec().getStrategy().getType().equals("RollingUpdate")) {
                assertThat(deployment
                                .getSpec()
                                .getStrategy()
                                .getRollingUpdate()
                                .getMaxUnavailable()
                                .getIntVal())
                        .as(name(object))
                        .isZero();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("variants")
    void alertsRunInEachRegionAndComplianceInTheHubAlone(Chart.Variant variant) {
        Set<String> deployments = names(Chart.objects(variant), Deployment.class);
        boolean hub = !Set.of("us-west-2", "eu-west-1", "terraform-eu-west-1").contains(variant.name());
        assertThat(deployments.contains("compliance-reporter")).isEqualTo(hub);
        assertThat(deployments).contains("alert-processor");
    }

    private static BigDecimal memory(Map<String, Quantity> amounts) {
        return Objects.requireNonNull(amounts.get("memory")).getNumericalAmount();
    }

    /** How many pods there are; 0 where an autoscaler says it, or for what makes no pods. */
    private static int replicas(HasMetadata object) {
        Integer wanted =
                switch (object) {
                    case Deployment one -> one.getSpec().getReplicas();
                    case StatefulSet one -> one.getSpec().getReplicas();
                    default -> null;
                };
        return wanted == null ? 0 : wanted;
    }

    private static Set<String> names(List<HasMetadata> objects, Class<?> type) {
        return objects.stream()
                .filter(type::isInstance)
                .map(object -> object.getMetadata().getName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(HasMetadata object) {
        return object.getKind() + "/" + object.getMetadata().getName();
    }

    /** Only where self-healing may touch something does its service get a token of the cluster, for these workloads and verbs. */
    @Test
    void selfHealingMayRestartAndScaleWhereTheValuesSayAndNothingElse() {
        List<HasMetadata> objects = Chart.objects(Chart.everything());
        Role role = objects.stream()
                .filter(Role.class::isInstance)
                .map(Role.class::cast)
                .filter(found -> found.getMetadata().getName().endsWith("-remediation"))
                .findFirst()
                .orElseThrow();
        assertThat(role.getMetadata().getNamespace()).isEqualTo("kaldrix");
        assertThat(role.getRules()).singleElement().satisfies(rule -> {
            assertThat(rule.getResources()).containsExactly("deployments", "statefulsets", "daemonsets");
            assertThat(rule.getVerbs()).containsExactly("get", "patch");
        });
        assertThat(token(objects)).isTrue();

        List<HasMetadata> usual = Chart.objects(Chart.variants().getFirst());
        assertThat(usual).noneMatch(found -> found.getMetadata().getName().endsWith("-remediation"));
        assertThat(token(usual)).isFalse();
    }

    private static boolean token(List<HasMetadata> objects) {
        return objects.stream()
                .filter(found -> found instanceof Deployment
                        && found.getMetadata().getName().equals("alert-processor"))
                .flatMap(found -> Chart.pods(found).stream())
                .anyMatch(PodSpec::getAutomountServiceAccountToken);
    }
}
