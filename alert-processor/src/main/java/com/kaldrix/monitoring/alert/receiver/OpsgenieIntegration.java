package com.kaldrix.monitoring.alert.receiver;

import com.kaldrix.monitoring.common.secret.Secret;
import java.util.List;
import java.util.Map;

/**
 * {@code opsgenie_configs} (docs.opsgenie.com, "Alert API").
 *
 * @param apiKey the key of an API integration
 * @param apiUrl the base address, {@code https://api.opsgenie.com/}
 * @param texts {@code message}, {@code description}, {@code source}, {@code tags}, {@code note}, {@code priority},
 *     {@code entity} and {@code actions}
 * @param details further facts
 * @param responders who is told, each with {@code id}, {@code name} or {@code username}, and {@code type}
 * @param http how HTTP is spoken
 * @param told what is told beside that something is wrong
 */
public record OpsgenieIntegration(
        Secret apiKey,
        String apiUrl,
        Texts texts,
        Map<String, String> details,
        List<Map<String, String>> responders,
        HttpOptions http,
        Told told)
        implements Integration {
    public OpsgenieIntegration {
        details = Map.copyOf(details);
        responders = List.copyOf(responders);
    }

    /**
     * @param end whether the end is told
     * @param changes whether the words of an alert that is open follow what has changed
     */
    public record Told(boolean end, boolean changes) {}

    @Override
    public boolean sendResolved() {
        return told.end();
    }

    @Override
    public OpsgenieIntegration filled(Filling filling) {
        return new OpsgenieIntegration(
                apiKey,
                apiUrl,
                texts.filled(filling),
                filling.texts("details", details),
                responders.stream()
                        .map(responder -> filling.texts("responders", responder))
                        .toList(),
                http,
                told);
    }

    @Override
    public boolean showsState() {
        return true;
    }

    @Override
    public String kind() {
        return "opsgenie";
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
        return ChannelDigest.of(kind(), apiUrl, apiKey.value());
    }

    @Override
    public boolean idempotent() {
        return true;
    }
}
