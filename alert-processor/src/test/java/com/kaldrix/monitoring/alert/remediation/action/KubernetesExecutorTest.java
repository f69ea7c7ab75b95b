package com.kaldrix.monitoring.alert.remediation.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.remediation.Executor.Task;
import com.kaldrix.monitoring.alert.remediation.Order.Kind;
import com.kaldrix.monitoring.alert.remediation.Progress;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that keeps what it is told, as an API server does; the part of the controllers is the test's. */
@EnableKubernetesMockClient(crud = true)
class KubernetesExecutorTest {
    @SuppressWarnings("NullAway.Init")
    KubernetesMockServer server;

    @SuppressWarnings("NullAway.Init")
    KubernetesClient client;

    private final KubernetesExecutor executor = new KubernetesExecutor(() -> client);

    @BeforeEach
    void workload() {
        client.resource(new DeploymentBuilder()
                        .withNewMetadata()
                        .withNamespace("core")
                        .withName("gateway")
                        .withGeneration(4L)
                        .endMetadata()
                        .withNewSpec()
                        .withReplicas(3)
                        .withNewTemplate()
                        .withNewMetadata()
                        .addToAnnotations("keep", "me")
                        .endMetadata()
                        .endTemplate()
                        .endSpec()
                        .withNewStatus()
                        .withObservedGeneration(4L)
                        .withReplicas(3)
                        .withUpdatedReplicas(3)
                        .withAvailableReplicas(3)
                        .endStatus()
                        .build())
                .create();
    }

    private static Task restart() {
        return Tasks.of(Kind.KUBERNETES_RESTART, "namespace", "core", "name", "gateway");
    }

    private Deployment deployment() {
        return client.apps()
                .deployments()
                .inNamespace("core")
                .withName("gateway")
                .require();
    }

    private void status(UnaryOperator<DeploymentStatusBuilder> change) {
        Deployment found = deployment();
        found.setStatus(
                change.apply(new DeploymentStatusBuilder(found.getStatus())).build());
        client.resource(found).updateStatus();
    }

    private static String reference(Progress progress) {
        assertThat(progress).isInstanceOf(Progress.Running.class);
        return ((Progress.Running) progress).reference();
    }

    @Test
    void restartsAndSeesTheRolloutToItsEnd() {
        String reference = reference(executor.begin(restart()));

        assertThat(deployment().getSpec().getTemplate().getMetadata().getAnnotations())
                .containsEntry("keep", "me")
                .containsEntry("kubectl.kubernetes.io/restartedAt", "2026-03-02T03:00:00Z")
                .containsEntry("kaldrix.com/remediation", Tasks.ID.toString());
        assertThat(deployment().getSpec().getReplicas()).isEqualTo(3);

        status(status -> status.withReplicas(4).withUpdatedReplicas(1));
        assertThat(executor.look(restart(), reference)).isInstanceOf(Progress.Running.class);
        status(status -> status.withReplicas(3).withUpdatedReplicas(3).withAvailableReplicas(2));
        assertThat(executor.look(restart(), reference)).isInstanceOf(Progress.Running.class);
        status(status -> status.withAvailableReplicas(3));
        assertThat(executor.look(restart(), reference))
                .isEqualTo(new Progress.Succeeded("rolled out: 3 of 3 available"));
    }

    @Test
    void nothingCountsThatTheControllerHasNotSeen() {
        assertThat(executor.look(restart(), "5")).isEqualTo(new Progress.Running("5"));
    }

    @Test
    void aRolloutThatGetsNowhereHasFailed() {
        String reference = reference(executor.begin(restart()));
        status(status -> status.withUpdatedReplicas(1)
                .addNewCondition()
                .withType("Progressing")
                .withStatus("False")
                .withReason("ProgressDeadlineExceeded")
                .endCondition());
        assertThat(executor.look(restart(), reference))
                .isEqualTo(new Progress.Failed("the rollout made no progress within the workload's deadline"));
    }

    @Test
    void scales() {
        Task scale = Tasks.of(Kind.KUBERNETES_SCALE, "namespace", "core", "name", "gateway", "replicas", "5");
        String reference = reference(executor.begin(scale));
        assertThat(deployment().getSpec().getReplicas()).isEqualTo(5);
        assertThat(executor.look(scale, reference)).isInstanceOf(Progress.Running.class);
        status(status -> status.withReplicas(5).withUpdatedReplicas(5).withAvailableReplicas(5));
        assertThat(executor.look(scale, reference)).isEqualTo(new Progress.Succeeded("rolled out: 5 of 5 available"));
    }

    @Test
    void whatIsNotThereIsRefused() {
        assertThat(executor.begin(Tasks.of(Kind.KUBERNETES_RESTART, "namespace", "core", "name", "nobody")))
                .isInstanceOf(Progress.Failed.class);
        assertThat(executor.begin(
                        Tasks.of(Kind.KUBERNETES_SCALE, "namespace", "core", "name", "gateway", "replicas", "many")))
                .isEqualTo(new Progress.Failed("'replicas' is no whole number from 0 to 9999: nothing was changed"));
        assertThat(executor.begin(
                        Tasks.of(Kind.KUBERNETES_RESTART, "namespace", "core", "name", "gateway", "workload", "node")))
                .isInstanceOf(Progress.Failed.class);
    }

    @Test
    void whatWasDeletedMeanwhileHasFailed() {
        String reference = reference(executor.begin(restart()));
        client.resource(deployment()).delete();
        assertThat(executor.look(restart(), reference))
                .isEqualTo(new Progress.Failed("the workload was deleted meanwhile"));
    }
}
