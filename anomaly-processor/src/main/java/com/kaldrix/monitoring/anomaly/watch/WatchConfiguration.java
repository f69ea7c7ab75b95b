package com.kaldrix.monitoring.anomaly.watch;

import com.kaldrix.monitoring.anomaly.follow.Following;
import com.kaldrix.monitoring.anomaly.forest.ForestGrounds;
import com.kaldrix.monitoring.anomaly.series.Parameters;
import com.kaldrix.monitoring.anomaly.settings.CurrentSettings;
import com.kaldrix.monitoring.anomaly.stream.Watch;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WatchConfiguration {
    @Bean
    Watch.Maker watches(CurrentSettings settings, ForestGrounds grounds, Following following) {
        return new SeriesWatches(Parameters.live(), SeverityScale.usual(), settings, grounds, following);
    }
}
