package com.kaldrix.monitoring.metrics.window;

import com.kaldrix.monitoring.metrics.buffer.Buffer;
import com.kaldrix.monitoring.metrics.identity.Identity;
import com.kaldrix.monitoring.metrics.spool.StateFolder;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Windows for the metrics topic; there are none where no topic is named. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("kaldrix.topics.metrics")
@EnableConfigurationProperties(WindowProperties.class)
class WindowsConfiguration {
    /** The name of the cursor. */
    private static final String READER = "windows";

    @Bean
    WatchList watchList(WindowProperties properties) {
        return new WatchList(properties.selectors());
    }

    @Bean
    AskedSeries askedSeries(WatchList watchList, StateFolder state) {
        return new AskedSeries(watchList, state.file("asked-series.txt"));
    }

    @Bean
    SeriesWindowsFactory seriesWindows(
            WatchList watchList,
            WindowProperties properties,
            Identity identity,
            WindowBus bus,
            MeterRegistry registry) {
        WindowMetrics metrics = new WindowMetrics(registry);
        return () -> new SeriesWindows(watchList, properties.limits(), new WindowWriter(identity), bus, metrics);
    }

    /** Makes the work of a pass. */
    @FunctionalInterface
    interface SeriesWindowsFactory {
        SeriesWindows make();
    }

    @Bean(initMethod = "start", destroyMethod = "stop")
    PassLoop windowLoop(
            Buffer buffer, SeriesWindowsFactory work, WindowProperties properties, StateFolder state, Clock clock) {
        return new PassLoop(
                READER,
                () -> new WindowPass(
                        buffer.reader(READER),
                        work.make(),
                        new EventTime(WindowProperties.LENGTH, properties.lateness()),
                        new Mark(state.file("windows.mark")),
                        clock));
    }
}
