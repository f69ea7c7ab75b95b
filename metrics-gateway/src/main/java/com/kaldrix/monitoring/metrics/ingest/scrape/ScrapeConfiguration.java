package com.kaldrix.monitoring.metrics.ingest.scrape;

import com.kaldrix.monitoring.metrics.identity.Identity;
import com.kaldrix.monitoring.metrics.ingest.scrape.discovery.Discoveries;
import com.kaldrix.monitoring.metrics.ingest.scrape.discovery.LocalDiscoveries;
import com.kaldrix.monitoring.metrics.ingest.scrape.kubernetes.ClusterDiscovery;
import com.kaldrix.monitoring.metrics.intake.Intake;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ScrapeConfiguration {
    @Bean
    Scraping scraping(Intake intake, Identity identity, Clock clock, MeterRegistry meters) {
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        Discoveries discoveries = new LocalDiscoveries(clock, new ClusterDiscovery(System.getenv(), executor));
        return new Scraping(
                discoveries,
                identity,
                executor,
                new ScrapedTarget.Surroundings(intake, clock, new ScrapeMetrics(meters)));
    }

    @Bean
    ScrapeLoop scrapeLoop(Scraping scraping) {
        return new ScrapeLoop(scraping);
    }
}
