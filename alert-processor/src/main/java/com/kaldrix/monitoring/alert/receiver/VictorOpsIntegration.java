package com.kaldrix.monitoring.alert.receiver;

import com.kaldrix.monitoring.common.secret.Secret;
import java.util.Map;

/**
 * {@code victorops_configs}: Splunk On-Call's REST endpoint (help.victorops.com, "REST Endpoint Integration Guide").
 *
 * @param apiKey the key of the integration
 * @param apiUrl the base address, {@code https://alert.victorops.com/integrations/generic/20131114/alert/}
 * @param routingKey a template: which team
 * @param texts {@code message_type}, {@code entity_display_name}, {@code state_message} and {@code monitoring_tool}
 * @param customFields further facts
 * @param http how HTTP is spoken
 * @param sendResolved whether the end is told
 */
public record VictorOpsIntegration(
        Secret apiKey,
        String apiUrl,
        String routingKey,
        Texts texts,
        Map<String, String> customFields,
        HttpOptions http,
        boolean sendResolved)
        implements Integration {
    public VictorOpsIntegration {
        customFields = Map.copyOf(customFields);
    }

    @Override
    public VictorOpsIntegration filled(Filling filling) {
        return new VictorOpsIntegration(
                apiKey,
                apiUrl,
                filling.text("routing_key", routingKey),
                texts.filled(filling),
                filling.texts("custom_fields", customFields),
                http,
                sendResolved);
    }

    @Override
    public boolean showsState() {
        return true;
    }

    @Override
    public String kind() {
        return "victorops";
    }

    @Override
    public boolean pages() {
        return true;
    }

    @Override
    public boolean sharesEnds() {
        return false;
    }

    @Override
    public String channel() {
        return ChannelDigest.of(kind(), apiUrl, apiKey.value(), routingKey);
    }

    @Override
    public boolean idempotent() {
        return true;
    }
}
