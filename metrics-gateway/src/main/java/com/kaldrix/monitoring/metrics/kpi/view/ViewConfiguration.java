package com.kaldrix.monitoring.metrics.kpi.view;

import com.kaldrix.monitoring.metrics.kpi.definition.KpiCatalogue;
import com.kaldrix.monitoring.metrics.kpi.merge.WindowMerge;
import com.kaldrix.monitoring.metrics.spool.StateFolder;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Shows KPIs to people and to Prometheus. */
@Configuration(proxyBeanMethods = false)
class ViewConfiguration {
    /** Longer than windows take to be told, and no longer than a scrape should show what is over. */
    private static final Duration RECENT = Duration.ofMinutes(3);

    @Bean(destroyMethod = "close")
    HistoryFiles historyFiles(StateFolder state) {
        return new HistoryFiles(state.file("history"));
    }

    @Bean
    KpiHistory kpiHistory(HistoryFiles files) {
        return new KpiHistory(files);
    }

    @Bean
    LatestKpis latestKpis(Clock clock) {
        return new LatestKpis(RECENT, clock);
    }

    @Bean
    KpiExposition kpiExposition(
            KpiCatalogue catalogue,
            LatestKpis latest,
            WindowMerge merge,
            Clock clock,
            ObjectProvider<PrometheusRegistry> registry) {
        KpiExposition exposition = new KpiExposition(catalogue, latest, () -> merge.regions(clock.instant()));
        registry.ifAvailable(known -> known.register(exposition));
        return exposition;
    }
}
