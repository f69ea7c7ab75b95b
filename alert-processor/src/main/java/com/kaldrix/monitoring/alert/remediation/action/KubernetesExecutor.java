package com.kaldrix.monitoring.alert.remediation.action;

import com.kaldrix.monitoring.alert.remediation.Executor;
import com.kaldrix.monitoring.alert.remediation.Order;
import com.kaldrix.monitoring.alert.remediation.Progress;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Restarts and scales workloads, by one patch each, and sees the rollout to its end as {@code kubectl rollout status} does:
 * kubernetes.io, "Deployments", section "Complete Deployment".
 */
final class KubernetesExecutor implements Executor {
    private static final Map<String, String> KINDS =
            Map.of("deployment", "Deployment", "statefulset", "StatefulSet", "daemonset", "DaemonSet");
    private static final String RESTARTED = "kubectl.kubernetes.io/restartedAt";

    private final Supplier<KubernetesClient> client;

    /** @param client gives the same at each call; made when it is needed first, for most houses never need it */
    KubernetesExecutor(Supplier<KubernetesClient> client) {
        this.client = client;
    }

    @Override
    public Set<Order.Kind> kinds() {
        return Set.of(Order.Kind.KUBERNETES_RESTART, Order.Kind.KUBERNETES_SCALE);
    }

    @Override
    public Progress begin(Task task) {
        String patch;
        if (task.order().kind() == Order.Kind.KUBERNETES_RESTART) {
            patch = restart(task);
        } else if (task.order().get("replicas").matches("0|[1-9][0-9]{0,3}")) {
            patch = "{\"spec\":{\"replicas\":" + task.order().get("replicas") + "}}";
        } else {
            return new Progress.Failed("'replicas' is no whole number from 0 to 9999: nothing was changed");
        }
        if (!KINDS.containsKey(kind(task)) || task.order().get("name").isEmpty()) {
            return new Progress.Failed("'workload' must be one of "
                    + KINDS.keySet().stream().sorted().toList());
        }
        try {
            GenericKubernetesResource changed = workload(task).patch(PatchContext.of(PatchType.JSON_MERGE), patch);
            return new Progress.Running(Long.toString(generation(changed)));
        } catch (KubernetesClientException e) {
            String words = words(e);
            return e.getCode() >= 400 && e.getCode() < 500
                    ? new Progress.Failed("refused: " + words)
                    : new Progress.Unclear(words);
        }
    }

    private static String restart(Task task) {
        ObjectNode patch = JsonMapper.shared().createObjectNode();
        patch.putObject("spec")
                .putObject("template")
                .putObject("metadata")
                .putObject("annotations")
                .put(RESTARTED, task.startedAt().toString())
                .put("kaldrix.com/remediation", task.id().toString());
        return patch.toString();
    }

    private static String kind(Task task) {
        String workload = task.order().get("workload");
        return workload.isEmpty() ? "deployment" : workload;
    }

    private Resource<GenericKubernetesResource> workload(Task task) {
        return client.get()
                .genericKubernetesResources("apps/v1", KINDS.getOrDefault(kind(task), ""))
                .inNamespace(task.order().get("namespace"))
                .withName(task.order().get("name"));
    }

    @Override
    public Progress look(Task task, String reference) {
        GenericKubernetesResource found = workload(task).get();
        if (found == null) {
            return new Progress.Failed("the workload was deleted meanwhile");
        }
        if (number(found, "status", "observedGeneration") < Long.parseLong(reference)) {
            return new Progress.Running(reference);
        }
        if (deadlineExceeded(found)) {
            return new Progress.Failed("the rollout made no progress within the workload's deadline");
        }
        Count count = count(found);
        return count.complete()
                ? new Progress.Succeeded("rolled out: " + count.words())
                : new Progress.Running(reference);
    }

    /** @param total how many there are, those of before the change too */
    private record Count(long wanted, long updated, long available, long total) {
        boolean complete() {
            return updated >= wanted && available >= wanted && total <= wanted;
        }

        String words() {
            return available + " of " + wanted + " available";
        }
    }

    private static Count count(GenericKubernetesResource found) {
        if (found.getKind().equals("DaemonSet")) {
            long wanted = number(found, "status", "desiredNumberScheduled");
            return new Count(
                    wanted,
                    number(found, "status", "updatedNumberScheduled"),
                    number(found, "status", "numberAvailable"),
                    wanted);
        }
        long wanted = found.get("spec", "replicas") == null ? 1 : number(found, "spec", "replicas");
        return new Count(
                wanted,
                number(found, "status", "updatedReplicas"),
                number(found, "status", "availableReplicas"),
                number(found, "status", "replicas"));
    }

    private static boolean deadlineExceeded(GenericKubernetesResource found) {
        return found.get("status", "conditions") instanceof List<?> conditions
                && conditions.stream()
                        .anyMatch(condition -> condition instanceof Map<?, ?> map
                                && "ProgressDeadlineExceeded".equals(map.get("reason")));
    }

    private static long generation(GenericKubernetesResource changed) {
        Long generation = changed.getMetadata().getGeneration();
        return generation == null ? 0 : generation;
    }

    private static long number(GenericKubernetesResource found, Object... path) {
        return found.get(path) instanceof Number number ? number.longValue() : 0;
    }

    private static String words(KubernetesClientException failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }
}
