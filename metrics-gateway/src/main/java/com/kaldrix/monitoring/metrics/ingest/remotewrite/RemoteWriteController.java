package com.kaldrix.monitoring.metrics.ingest.remotewrite;

import com.kaldrix.monitoring.common.security.Actor;
import com.kaldrix.monitoring.metrics.intake.Batch;
import com.kaldrix.monitoring.metrics.intake.BufferFullException;
import com.kaldrix.monitoring.metrics.intake.Intake;
import com.kaldrix.monitoring.metrics.intake.Receipt;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Receives remote write. Answers are plain text, for that is what senders put into their logs. */
@RestController
@Tag(name = "Remote write")
class RemoteWriteController {
    private static final String SAMPLES = "X-Prometheus-Remote-Write-Samples-Written";
    private static final String HISTOGRAMS = "X-Prometheus-Remote-Write-Histograms-Written";
    private static final String EXEMPLARS = "X-Prometheus-Remote-Write-Exemplars-Written";
    private static final int TOO_MANY_REQUESTS = 429;

    private final Intake intake;
    private final WriteSources sources;
    private final RemoteWriteProperties properties;
    private final WriteDesk.Desks desks;

    RemoteWriteController(Intake intake, WriteSources sources, RemoteWriteProperties properties) {
        this.intake = intake;
        this.sources = sources;
        this.properties = properties;
        this.desks = new WriteDesk.Desks(properties.concurrency());
    }

    @Operation(
            summary = "Takes samples by Prometheus remote write 1.0 and 2.0",
            description = "The version is chosen by Content-Type, the body is compressed by Snappy (block format).")
    @ApiResponse(responseCode = "204", description = "Everything is safe on the disk")
    @ApiResponse(
            responseCode = "400",
            description = "The body cannot be read, or some samples were refused; says which")
    @ApiResponse(responseCode = "413", description = "The request is too large")
    @ApiResponse(responseCode = "415", description = "Another message or compression than those of remote write")
    @ApiResponse(responseCode = "429", description = "The sender brings more samples than it may")
    @ApiResponse(
            responseCode = "503",
            description = "Nothing is taken at the moment; to be sent again after Retry-After")
    @PostMapping("/api/v1/write")
    void write(HttpServletRequest request, HttpServletResponse response, Actor actor)
            throws IOException, InterruptedException {
        Optional<WriteVersion> version = WriteVersion.of(request.getContentType());
        if (version.isEmpty()) {
            answer(
                    response,
                    HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE,
                    "Content-Type must be application/x-protobuf, with proto=prometheus.WriteRequest or"
                            + " proto=io.prometheus.write.v2.Request");
            return;
        }
        if (version.get() == WriteVersion.V2) {
            written(response, 0, 0, 0);
        }
        @Nullable String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.strip().toLowerCase(Locale.ROOT).equals("snappy")) {
            answer(response, HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE, "Content-Encoding must be snappy");
            return;
        }
        WriteSource source = sources.of(actor);
        SampleRate rate = sources.rate(source);
        Duration pause = rate.pause(System.nanoTime());
        if (!pause.isZero()) {
            comeAgain(response, TOO_MANY_REQUESTS, pause, source.source() + " brings more samples than it may");
            return;
        }
        @Nullable WriteDesk desk = desks.take(properties.patience().toMillis());
        if (desk == null) {
            comeAgain(
                    response,
                    HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                    Duration.ofSeconds(1),
                    "too many requests are being read");
            return;
        }
        try {
            take(request, response, version.get(), source, desk);
        } finally {
            desks.giveBack(desk);
        }
    }

    private void take(
            HttpServletRequest request,
            HttpServletResponse response,
            WriteVersion version,
            WriteSource source,
            WriteDesk desk)
            throws IOException {
        WriteBody body = desk.body();
        body.read(request.getInputStream(), request.getContentLengthLong());
        try (Batch batch = intake.begin(source.source())) {
            int most = (int) properties.maxContent().toBytes();
            if (!body.decompress(most)) {
                answer(
                        response,
                        HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
                        "the content has more than " + most + " bytes when it is decompressed");
                return;
            }
            source.epoch(intake.epoch());
            long refusedSince = sources.refusedSince();
            switch (version) {
                case V1 -> desk.v1().read(body.content(), body.length(), source, batch, refusedSince);
                case V2 -> desk.v2().read(body.content(), body.length(), source, batch, refusedSince);
            }
            Receipt receipt = batch.commit();
            sources.rate(source).took(receipt.samples() + receipt.histograms());
            confirm(response, version, receipt);
        } catch (MalformedWriteException e) {
            source.sayMetadataAgain();
            answer(response, HttpServletResponse.SC_BAD_REQUEST, String.valueOf(e.getMessage()));
        } catch (BufferFullException e) {
            source.sayMetadataAgain();
            comeAgain(
                    response,
                    HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                    e.retryAfter(),
                    String.valueOf(e.getMessage()));
        }
    }

    private static void confirm(HttpServletResponse response, WriteVersion version, Receipt receipt)
            throws IOException {
        if (version == WriteVersion.V2) {
            written(response, receipt.samples(), receipt.histograms(), receipt.exemplars());
        }
        if (receipt.rejected().isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        int kept = receipt.samples() + receipt.histograms() + receipt.exemplars();
        answer(response, HttpServletResponse.SC_BAD_REQUEST, kept + " kept; " + receipt.sentence());
    }

    private static void written(HttpServletResponse response, int samples, int histograms, int exemplars) {
        response.setHeader(SAMPLES, Integer.toString(samples));
        response.setHeader(HISTOGRAMS, Integer.toString(histograms));
        response.setHeader(EXEMPLARS, Integer.toString(exemplars));
    }

    private static void comeAgain(HttpServletResponse response, int status, Duration after, String why)
            throws IOException {
        response.setHeader("Retry-After", Long.toString(Math.max(1, after.toSeconds())));
        answer(response, status, why);
    }

    private static void answer(HttpServletResponse response, int status, String text) throws IOException {
        byte[] bytes = (text.replace('\n', ' ') + "\n").getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("text/plain;charset=UTF-8");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
