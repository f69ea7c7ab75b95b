package com.kaldrix.monitoring.metrics;

import com.kaldrix.monitoring.common.process.OrderlyExit;
import com.kaldrix.monitoring.metrics.restore.Restore;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;

/** Takes metrics in by every protocol of the ecosystem, computes KPIs, keeps the archive and passes everything on. */
@SpringBootApplication(proxyBeanMethods = false, exclude = DataSourceAutoConfiguration.class)
public class MetricsGateway {
    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals(Restore.COMMAND)) {
            System.exit(Restore.run(Arrays.asList(args).subList(1, args.length)));
        }
        OrderlyExit.around(() -> SpringApplication.run(MetricsGateway.class, args));
    }
}
