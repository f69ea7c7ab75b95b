package com.kaldrix.monitoring.metrics.kpi;

import com.kaldrix.monitoring.common.aws.Queues;
import com.kaldrix.monitoring.metrics.buffer.Buffer;
import com.kaldrix.monitoring.metrics.identity.Identity;
import com.kaldrix.monitoring.metrics.kpi.definition.KpiCatalogue;
import com.kaldrix.monitoring.metrics.kpi.definition.KpiFile;
import com.kaldrix.monitoring.metrics.kpi.merge.KpiListener;
import com.kaldrix.monitoring.metrics.kpi.merge.PartialFiles;
import com.kaldrix.monitoring.metrics.kpi.merge.WindowMerge;
import com.kaldrix.monitoring.metrics.kpi.partial.PartialMetrics;
import com.kaldrix.monitoring.metrics.kpi.partial.PartialWork;
import com.kaldrix.monitoring.metrics.kpi.queue.QueueListener;
import com.kaldrix.monitoring.metrics.kpi.queue.WatchReceiver;
import com.kaldrix.monitoring.metrics.kpi.signal.KpiSignals;
import com.kaldrix.monitoring.metrics.pair.Elections;
import com.kaldrix.monitoring.metrics.spool.MessageSpool;
import com.kaldrix.monitoring.metrics.spool.StateFolder;
import com.kaldrix.monitoring.metrics.window.AskedSeries;
import com.kaldrix.monitoring.metrics.window.EventTime;
import com.kaldrix.monitoring.metrics.window.Mark;
import com.kaldrix.monitoring.metrics.window.PassLoop;
import com.kaldrix.monitoring.metrics.window.WindowPass;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Computes KPIs from what the buffer holds and what other gateways say. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KpiProperties.class)
class KpiConfiguration {
    /** The name of the cursor. */
    private static final String READER = "kpis";

    @Bean
    KpiCatalogue kpiCatalogue(KpiProperties properties) {
        return properties.file().map(file -> KpiFile.with(Path.of(file))).orElseGet(KpiFile::shipped);
    }

    @Bean
    Mark kpisTold(StateFolder state) {
        return new Mark(state.file("kpis-told.mark"));
    }

    @Bean
    WindowMerge windowMerge(KpiCatalogue catalogue, KpiProperties properties, Identity identity, Mark kpisTold) {
        return new WindowMerge(
                catalogue,
                properties.trafficWeights(),
                new WindowMerge.Expected(
                        identity.region(),
                        expectedReplicas(identity, properties),
                        identity.hub(),
                        properties.patience()),
                KpiRuntime.toldUntil(kpisTold));
    }

    /** A gateway that hears of no other cannot wait for any. */
    private static int expectedReplicas(Identity identity, KpiProperties properties) {
        return properties.queue().isEmpty() ? 1 : identity.replicas();
    }

    @Bean
    KpiSignals kpiSignals(KpiCatalogue catalogue, Identity identity, MessageSpool bus, StateFolder state) {
        return new KpiSignals(catalogue, identity, bus, state.file("kpi-breaches.txt"));
    }

    @Bean(initMethod = "start", destroyMethod = "stop")
    KpiRuntime kpiRuntime(
            WindowMerge merge,
            StateFolder state,
            MessageSpool bus,
            ObjectProvider<KpiListener> listeners,
            Mark kpisTold,
            Clock clock) {
        List<KpiListener> all = listeners.orderedStream().toList();
        return new KpiRuntime(merge, new PartialFiles(state.file("partials")), bus, all, kpisTold, clock);
    }

    @Bean(initMethod = "start", destroyMethod = "stop")
    PassLoop kpiLoop(Buffer buffer, PartialWorks works, KpiProperties properties, StateFolder state, Clock clock) {
        return new PassLoop(
                READER,
                () -> new WindowPass(
                        buffer.reader(READER),
                        works.make(),
                        new EventTime(KpiProperties.WINDOW, properties.lateness()),
                        new Mark(state.file("kpis.mark")),
                        clock));
    }

    /** Makes the work of a pass. */
    @FunctionalInterface
    interface PartialWorks {
        PartialWork make();
    }

    @Bean
    PartialWorks partialWorks(
            KpiCatalogue catalogue,
            Identity identity,
            KpiProperties properties,
            KpiRuntime runtime,
            MessageSpool bus,
            MeterRegistry registry) {
        PartialMetrics metrics = new PartialMetrics(registry);
        ElectionNotes notes = new ElectionNotes(identity, bus);
        return () -> new PartialWork(catalogue, identity, properties.mostSeries(), runtime, metrics, notes);
    }

    /** What other gateways say; only where there is a queue. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("kaldrix.kpi.queue")
    static class Listening {
        @Bean(initMethod = "start", destroyMethod = "stop")
        QueueListeners kpiQueueListeners(
                KpiProperties properties,
                Queues queues,
                KpiRuntime runtime,
                ObjectProvider<Elections> elections,
                ObjectProvider<AskedSeries> asked,
                Identity identity,
                MeterRegistry registry) {
            Elections heard = elections.getIfAvailable(() -> (cluster, replica, since) -> {});
            WatchReceiver watches = ofRegion(identity, asked.getIfAvailable());
            return new QueueListeners(properties.queueNames().stream()
                    .map(name -> new QueueListener(name, queues, runtime, heard, watches, registry))
                    .toList());
        }
    }

    /** The hub hears all regions, and sends what its own asks for. */
    private static WatchReceiver ofRegion(Identity identity, @Nullable AskedSeries asked) {
        return event -> {
            if (asked != null && (event.region() == null || identity.region().equals(event.region()))) {
                asked.ask(event.data().selectors(), event.data().since());
            }
        };
    }

    /** All queues together. */
    record QueueListeners(List<QueueListener> all) {
        void start() {
            all.forEach(QueueListener::start);
        }

        void stop() {
            all.forEach(QueueListener::stop);
        }
    }
}
