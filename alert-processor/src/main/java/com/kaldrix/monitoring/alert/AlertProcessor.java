package com.kaldrix.monitoring.alert;

import com.kaldrix.monitoring.alert.notify.http.HttpPoster;
import com.kaldrix.monitoring.common.process.OrderlyExit;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Takes alerts in, groups them into incidents, tells the people on call, and escalates when nobody answers. */
@SpringBootApplication(proxyBeanMethods = false)
public class AlertProcessor {
    public static void main(String[] args) {
        HttpPoster.allowPasswordsForTunnels();
        OrderlyExit.around(() -> SpringApplication.run(AlertProcessor.class, args));
    }
}
