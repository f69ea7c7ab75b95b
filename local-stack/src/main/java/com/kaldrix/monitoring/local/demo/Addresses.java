package com.kaldrix.monitoring.local.demo;

import com.kaldrix.monitoring.local.fleet.Fleet;
import com.kaldrix.monitoring.local.stack.KaldrixStack;
import com.kaldrix.monitoring.local.stack.ServiceDefinition;

/** Where to look while the stack is up. */
final class Addresses {
    private Addresses() {}

    static void print(Screen screen, KaldrixStack stack) {
        String service = stack.url(ServiceDefinition.ALERT_PROCESSOR.label()).toString();
        screen.line("");
        screen.line("The stack stays up until Ctrl-C:");
        screen.line("  what arrived     " + stack.sinks().url() + "/");
        screen.line("  REST, try it     " + service + "/swagger-ui.html");
        screen.line("  its metrics      " + service + "/actuator/prometheus");
        String hub = stack.url(ServiceDefinition.METRICS_GATEWAY.label()).toString();
        screen.line("  KPIs             " + hub + "/api/v1/kpis, " + hub + "/actuator/prometheus");
        String compliance =
                stack.url(ServiceDefinition.COMPLIANCE_REPORTER.label()).toString();
        screen.line("  compliance       " + compliance + "/swagger-ui.html, " + compliance + "/api/v1/reports");
        screen.line("  simulated nodes  " + stack.sinks().url() + Fleet.PATH);
        screen.line("  admin token      " + stack.token().file());
    }
}
