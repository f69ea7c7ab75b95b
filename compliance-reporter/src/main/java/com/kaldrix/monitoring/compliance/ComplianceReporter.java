package com.kaldrix.monitoring.compliance;

import com.kaldrix.monitoring.common.process.OrderlyExit;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Collects what security services find, holds it to standards, scores it, and keeps records that cannot be altered unseen. */
@SpringBootApplication(proxyBeanMethods = false)
public class ComplianceReporter {
    public static void main(String[] args) {
        OrderlyExit.around(() -> SpringApplication.run(ComplianceReporter.class, args));
    }
}
