package com.kaldrix.monitoring.local.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fetches the picture that a message at Slack shows, as Slack does: without a token. */
final class Plots {
    private static final Pattern ADDRESS = Pattern.compile("\"image_url\":\"([^\"]+)\"");
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Plots() {}

    /**
     * Looks at the picture of a message.
     *
     * @throws IOException when there is none
     */
    static void see(Message message) throws IOException, InterruptedException {
        Matcher address = ADDRESS.matcher(message.text());
        if (!address.find()) {
            throw new IOException("the message on " + message.subject() + " shows no plot");
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(URI.create(address.group(1)))
                            .timeout(PATIENCE)
                            .build(),
                    BodyHandlers.ofByteArray());
            byte[] body = answer.body();
            if (answer.statusCode() != 200
                    || !Arrays.equals(Arrays.copyOf(body, Math.min(body.length, PNG.length)), PNG)) {
                throw new IOException("the plot of " + message.subject() + " was answered with " + answer.statusCode());
            }
        }
    }
}
