package com.kaldrix.monitoring.anomaly;

import com.kaldrix.monitoring.common.process.OrderlyExit;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Looks at every series as it streams: what is unusual, why, how bad, and what comes next. */
@SpringBootApplication(proxyBeanMethods = false)
public class AnomalyProcessor {
    public static void main(String[] args) {
        OrderlyExit.around(() -> SpringApplication.run(AnomalyProcessor.class, args));
    }
}
