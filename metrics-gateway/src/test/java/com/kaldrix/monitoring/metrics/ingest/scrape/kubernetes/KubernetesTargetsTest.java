package com.kaldrix.monitoring.metrics.ingest.scrape.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.common.secret.Secret;
import com.kaldrix.monitoring.metrics.http.Authorization;
import com.kaldrix.monitoring.metrics.http.Credential;
import com.kaldrix.monitoring.metrics.http.HttpAccess;
import com.kaldrix.monitoring.metrics.http.Trust;
import com.kaldrix.monitoring.metrics.ingest.scrape.discovery.Discovery;
import com.kaldrix.monitoring.metrics.ingest.scrape.discovery.Discovery.Role;
import com.kaldrix.monitoring.metrics.ingest.scrape.discovery.Discovery.Selector;
import com.kaldrix.monitoring.metrics.ingest.scrape.discovery.FoundTargets;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Finds targets over the API of a cluster. */
class KubernetesTargetsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String PODS = "/api/v1/pods";
    private static final String POD = """
            {"metadata":{"name":"web-1","namespace":"shop","uid":"u1","resourceVersion":"VERSION",
              "labels":{"app.kubernetes.io/name":"web"},"annotations":{"prometheus.io/scrape":"true"},
              "managedFields":[{"manager":"kubelet"}],
              "ownerReferences":[{"kind":"Job","name":"x"},{"kind":"ReplicaSet","name":"web","controller":true}]},
             "spec":{"nodeName":"node-a","containers":[
                {"name":"main","image":"shop/web:1","ports":[
                   {"name":"http","containerPort":8080,"protocol":"TCP"},
                   {"name":"metrics","containerPort":9100,"protocol":"TCP"}]},
                {"name":"side","image":"side:2"}],
               "initContainers":[{"name":"prepare","image":"busybox"}]},
             "status":{"podIP":"10.1.2.3","hostIP":"192.168.0.1","phase":"Running",
               "conditions":[{"type":"Ready","status":"True"}],
               "containerStatuses":[{"name":"main","containerID":"containerd://abc"}]}}""";
    private static final String SERVICE = """
            {"metadata":{"name":"web","namespace":"shop","resourceVersion":"VERSION","labels":{"tier":"front"}},
             "spec":{"type":"ClusterIP","clusterIP":"10.9.9.9","ports":[{"name":"http","port":80,"protocol":"TCP"}]}}""";

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final List<FoundTargets> begun = new ArrayList<>();
    private FakeCluster cluster;

    @BeforeEach
    void start() throws IOException {
        cluster = new FakeCluster();
    }

    @AfterEach
    void stop() {
        begun.forEach(FoundTargets::close);
        cluster.close();
        executor.shutdownNow();
    }

    private FoundTargets find(Role role, List<String> namespaces, Map<Role, Selector> selectors) {
        HttpAccess access = new HttpAccess(
                new Authorization.Token("Bearer", new Credential.Given(new Secret("t0ken"))),
                new Trust.Platform(),
                false);
        FoundTargets found = new ClusterDiscovery(Map.of(), executor)
                .begin(new Discovery.InKubernetes(cluster.address(), access, role, namespaces, selectors));
        begun.add(found);
        return found;
    }

    private FoundTargets find(Role role) {
        return find(role, List.of(), Map.of());
    }

    private static List<Map<String, String>> targets(FoundTargets found) {
        return found.groups().stream()
                .flatMap(group -> group.targets().stream())
                .toList();
    }

    private static List<String> addresses(FoundTargets found) {
        return targets(found).stream()
                .map(labels -> labels.getOrDefault("__address__", ""))
                .toList();
    }

    private static List<Map<String, String>> settled(FoundTargets found) {
        await().atMost(PATIENCE).until(found::isSettled);
        return targets(found);
    }

    @Test
    void findsThePortsOfPods() {
        cluster.put(PODS, "web-1", POD);
        List<Map<String, String>> targets = settled(find(Role.POD));

        assertThat(targets).hasSize(4);
        assertThat(targets.get(1))
                .containsOnly(
                        entry("__address__", "10.1.2.3:9100"),
                        entry("__meta_kubernetes_namespace", "shop"),
                        entry("__meta_kubernetes_pod_name", "web-1"),
                        entry("__meta_kubernetes_pod_uid", "u1"),
                        entry("__meta_kubernetes_pod_ip", "10.1.2.3"),
                        entry("__meta_kubernetes_pod_host_ip", "192.168.0.1"),
                        entry("__meta_kubernetes_pod_node_name", "node-a"),
                        entry("__meta_kubernetes_pod_phase", "Running"),
                        entry("__meta_kubernetes_pod_ready", "true"),
                        entry("__meta_kubernetes_pod_controller_kind", "ReplicaSet"),
                        entry("__meta_kubernetes_pod_controller_name", "web"),
                        entry("__meta_kubernetes_pod_label_app_kubernetes_io_name", "web"),
                        entry("__meta_kubernetes_pod_labelpresent_app_kubernetes_io_name", "true"),
                        entry("__meta_kubernetes_pod_annotation_prometheus_io_scrape", "true"),
                        entry("__meta_kubernetes_pod_annotationpresent_prometheus_io_scrape", "true"),
                        entry("__meta_kubernetes_pod_container_name", "main"),
                        entry("__meta_kubernetes_pod_container_id", "containerd://abc"),
                        entry("__meta_kubernetes_pod_container_image", "shop/web:1"),
                        entry("__meta_kubernetes_pod_container_init", "false"),
                        entry("__meta_kubernetes_pod_container_port_name", "metrics"),
                        entry("__meta_kubernetes_pod_container_port_number", "9100"),
                        entry("__meta_kubernetes_pod_container_port_protocol", "TCP"));
        assertThat(targets.get(2))
                .containsEntry("__address__", "10.1.2.3")
                .containsEntry("__meta_kubernetes_pod_container_name", "side");
        assertThat(targets.get(3)).containsEntry("__meta_kubernetes_pod_container_init", "true");
        assertThat(cluster.requests()).allMatch(request -> request.endsWith(" Bearer t0ken"));
    }

    @Test
    void followsWhatComesChangesAndGoes() {
        FoundTargets found = find(Role.POD);
        await().atMost(PATIENCE).until(() -> cluster.isWatched(PODS));
        assertThat(addresses(found)).isEmpty();

        cluster.put(PODS, "web-1", POD);
        await().atMost(PATIENCE).until(() -> addresses(found).contains("10.1.2.3:8080"));
        cluster.put(PODS, "web-1", POD.replace("10.1.2.3", "fd00::7"));
        await().atMost(PATIENCE).until(() -> addresses(found).contains("[fd00::7]:8080"));
        cluster.delete(PODS, "web-1");
        await().atMost(PATIENCE).until(() -> addresses(found).isEmpty());
    }

    @Test
    void goesOnWhereAWatchEndedAndListsAgainWhenThatIsTooOld() {
        cluster.put(PODS, "web-1", POD);
        FoundTargets found = find(Role.POD);
        await().atMost(PATIENCE).until(() -> cluster.isWatched(PODS));

        cluster.endWatch(PODS);
        await().atMost(PATIENCE).until(() -> cluster.isWatched(PODS));
        assertThat(cluster.requests())
                .filteredOn(request -> !request.contains("watch=true"))
                .hasSize(1);

        cluster.deleteSilently(PODS, "web-1");
        cluster.expire(PODS);
        await().atMost(PATIENCE).until(() -> addresses(found).isEmpty());
    }

    @Test
    void keepsWhatIsKnownWhileTheServerIsAway() {
        cluster.put(PODS, "web-1", POD);
        FoundTargets found = find(Role.POD);
        await().atMost(PATIENCE).until(() -> cluster.isWatched(PODS));

        cluster.status(503);
        cluster.endWatch(PODS);
        await().atMost(PATIENCE).until(() -> found.failures() > 0);
        assertThat(addresses(found)).contains("10.1.2.3:8080");
        cluster.status(200);
        cluster.put(PODS, "web-2", POD.replace("web-1", "web-2").replace("10.1.2.3", "10.1.2.4"));
        await().atMost(PATIENCE).until(() -> addresses(found).contains("10.1.2.4:8080"));
    }

    @Test
    void isNotSettledBeforeEverythingWasListed() {
        cluster.status(403);
        FoundTargets found = find(Role.POD);

        await().atMost(PATIENCE).until(() -> found.failures() > 0);
        assertThat(found.isSettled()).isFalse();
    }

    @Test
    void readsListsPageByPage() {
        cluster.pageSize(2);
        for (int i = 0; i < 5; i++) {
            cluster.put(PODS, "web-" + i, POD.replace("web-1", "web-" + i));
        }

        assertThat(settled(find(Role.POD))).hasSize(20);
    }

    @Test
    void asksForNamespacesAndSelectionsAlone() {
        cluster.put("/api/v1/namespaces/shop/pods", "web-1", POD);
        FoundTargets found = find(
                Role.POD, List.of("shop", "bank"), Map.of(Role.POD, new Selector("app=web", "status.phase=Running")));

        assertThat(settled(found)).hasSize(4);
        assertThat(cluster.requests())
                .anyMatch(request -> request.startsWith("/api/v1/namespaces/bank/pods?"))
                .allMatch(request -> request.contains("labelSelector=app=web")
                        && request.contains("fieldSelector=status.phase=Running"));
    }

    @Test
    void findsThePortsOfServices() {
        cluster.put("/api/v1/services", "web", SERVICE);

        assertThat(settled(find(Role.SERVICE)))
                .singleElement()
                .satisfies(labels -> assertThat(labels)
                        .containsEntry("__address__", "web.shop.svc:80")
                        .containsEntry("__meta_kubernetes_service_name", "web")
                        .containsEntry("__meta_kubernetes_service_label_tier", "front")
                        .containsEntry("__meta_kubernetes_service_port_number", "80")
                        .containsEntry("__meta_kubernetes_service_type", "ClusterIP")
                        .containsEntry("__meta_kubernetes_service_cluster_ip", "10.9.9.9"));
    }

    @Test
    void findsEndpointsWithTheirPodsAndServices() {
        cluster.put(PODS, "web-1", POD);
        cluster.put("/api/v1/services", "web", SERVICE);
        cluster.put("/api/v1/endpoints", "web", """
                {"metadata":{"name":"web","namespace":"shop","resourceVersion":"VERSION"},
                 "subsets":[{"addresses":[{"ip":"10.1.2.3","nodeName":"node-a",
                      "targetRef":{"kind":"Pod","name":"web-1","namespace":"shop"}}],
                   "notReadyAddresses":[{"ip":"10.1.2.9"}],
                   "ports":[{"name":"http","port":8080,"protocol":"TCP"}]}]}""");
        List<Map<String, String>> targets = settled(find(Role.ENDPOINTS));

        assertThat(targets)
                .extracting(labels -> labels.getOrDefault("__address__", ""))
                .containsExactly("10.1.2.3:8080", "10.1.2.9:8080", "10.1.2.3:9100");
        assertThat(targets.getFirst())
                .containsEntry("__meta_kubernetes_endpoints_name", "web")
                .containsEntry("__meta_kubernetes_endpoint_ready", "true")
                .containsEntry("__meta_kubernetes_endpoint_port_name", "http")
                .containsEntry("__meta_kubernetes_endpoint_address_target_kind", "Pod")
                .containsEntry("__meta_kubernetes_service_label_tier", "front")
                .containsEntry("__meta_kubernetes_pod_name", "web-1")
                .containsEntry("__meta_kubernetes_pod_container_port_name", "http");
        assertThat(targets.get(1)).containsEntry("__meta_kubernetes_endpoint_ready", "false");
        assertThat(targets.get(2))
                .containsEntry("__meta_kubernetes_pod_container_port_name", "metrics")
                .doesNotContainKey("__meta_kubernetes_endpoint_ready");
    }

    @Test
    void findsEndpointSlices() {
        cluster.put(PODS, "web-1", POD);
        cluster.put("/api/v1/services", "web", SERVICE);
        cluster.put("/apis/discovery.k8s.io/v1/endpointslices", "web-x", """
                {"metadata":{"name":"web-x","namespace":"shop","resourceVersion":"VERSION",
                   "labels":{"kubernetes.io/service-name":"web"}},
                 "addressType":"IPv4",
                 "endpoints":[{"addresses":["10.1.2.3"],"nodeName":"node-a","zone":"eu-west-1a",
                   "conditions":{"ready":true,"serving":true,"terminating":false},
                   "targetRef":{"kind":"Pod","name":"web-1","namespace":"shop"}}],
                 "ports":[{"name":"http","port":8080,"protocol":"TCP","appProtocol":"http"}]}""");
        List<Map<String, String>> targets = settled(find(Role.ENDPOINTSLICE));

        assertThat(targets).hasSize(2);
        assertThat(targets.getFirst())
                .containsEntry("__address__", "10.1.2.3:8080")
                .containsEntry("__meta_kubernetes_endpointslice_name", "web-x")
                .containsEntry("__meta_kubernetes_endpointslice_address_type", "IPv4")
                .containsEntry("__meta_kubernetes_endpointslice_port", "8080")
                .containsEntry("__meta_kubernetes_endpointslice_port_app_protocol", "http")
                .containsEntry("__meta_kubernetes_endpointslice_endpoint_conditions_ready", "true")
                .containsEntry("__meta_kubernetes_endpointslice_endpoint_conditions_terminating", "false")
                .containsEntry("__meta_kubernetes_endpointslice_endpoint_zone", "eu-west-1a")
                .containsEntry("__meta_kubernetes_service_name", "web")
                .containsEntry("__meta_kubernetes_pod_name", "web-1");
    }

    @Test
    void findsNodes() {
        cluster.put("/api/v1/nodes", "node-a", """
                {"metadata":{"name":"node-a","resourceVersion":"VERSION","labels":{"zone":"a"}},
                 "spec":{"providerID":"aws:///x"},
                 "status":{"addresses":[{"type":"Hostname","address":"node-a"},
                     {"type":"InternalIP","address":"192.168.0.1"}],
                   "daemonEndpoints":{"kubeletEndpoint":{"Port":10250}}}}""");

        assertThat(settled(find(Role.NODE)))
                .singleElement()
                .satisfies(labels -> assertThat(labels)
                        .containsOnly(
                                entry("__address__", "192.168.0.1:10250"),
                                entry("instance", "node-a"),
                                entry("__meta_kubernetes_node_name", "node-a"),
                                entry("__meta_kubernetes_node_provider_id", "aws:///x"),
                                entry("__meta_kubernetes_node_label_zone", "a"),
                                entry("__meta_kubernetes_node_labelpresent_zone", "true"),
                                entry("__meta_kubernetes_node_address_Hostname", "node-a"),
                                entry("__meta_kubernetes_node_address_InternalIP", "192.168.0.1")));
    }

    @Test
    void needsAClusterWhereNoneIsNamed() {
        Discovery.InKubernetes here =
                new Discovery.InKubernetes(null, HttpAccess.plain(), Role.POD, List.of(), Map.of());

        assertThatThrownBy(() -> new ClusterDiscovery(Map.of(), executor).begin(here))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("api_server");
    }
}
