package com.kaldrix.monitoring.metrics.ingest.otlp;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The two encodings of OTLP over HTTP; an answer has that of its request.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#otlphttp">OTLP/HTTP</a>
 */
enum OtlpEncoding {
    PROTOBUF("application/x-protobuf") {
        @Override
        ExportMetricsServiceRequest read(byte[] body) {
            try {
                return ExportMetricsServiceRequest.parseFrom(body);
            } catch (InvalidProtocolBufferException malformed) {
                throw new InvalidRequestException(
                        "", "the body is no ExportMetricsServiceRequest: " + malformed.getMessage());
            }
        }

        @Override
        byte[] write(ExportMetricsServiceResponse response) {
            return response.toByteArray();
        }

        @Override
        byte[] status(int code, String message) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            try {
                out.writeInt32(1, code);
                out.writeString(2, message);
                out.flush();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            return bytes.toByteArray();
        }
    },

    JSON("application/json") {
        @Override
        ExportMetricsServiceRequest read(byte[] body) {
            ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
            ProtoJson.read(body, request);
            return request.build();
        }

        @Override
        byte[] write(ExportMetricsServiceResponse response) {
            ObjectNode answer = MAPPER.createObjectNode();
            if (response.hasPartialSuccess()) {
                ExportMetricsPartialSuccess partial = response.getPartialSuccess();
                answer.putObject("partialSuccess")
                        // 64-bit integers are strings in the JSON of protocol buffers.
                        .put("rejectedDataPoints", Long.toString(partial.getRejectedDataPoints()))
                        .put("errorMessage", partial.getErrorMessage());
            }
            return answer.toString().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        byte[] status(int code, String message) {
            return MAPPER.createObjectNode()
                    .put("code", code)
                    .put("message", message)
                    .toString()
                    .getBytes(StandardCharsets.UTF_8);
        }
    };

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final String contentType;

    OtlpEncoding(String contentType) {
        this.contentType = contentType;
    }

    /** The encoding of a content type; protobuf when it is none of the two. */
    static OtlpEncoding of(@Nullable String contentType) {
        return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith(JSON.contentType)
                ? JSON
                : PROTOBUF;
    }

    String contentType() {
        return contentType;
    }

    /** @throws InvalidRequestException when the body is not what it should be */
    abstract ExportMetricsServiceRequest read(byte[] body);

    abstract byte[] write(ExportMetricsServiceResponse response);

    /** The message {@code google.rpc.Status}. */
    abstract byte[] status(int code, String message);
}
