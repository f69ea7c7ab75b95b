package com.kaldrix.monitoring.metrics.ingest.firehose;

import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.Base64Variants;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * What Firehose delivers in one request.
 *
 * @param requestId the same each time that the delivery is tried
 * @param records what the stream had, decoded
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/httpdeliveryrequestresponse.html">HTTP endpoint delivery
 *     request and response specifications</a>
 */
record Delivery(String requestId, List<byte[]> records) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:/+=-]{1,128}");
    private static final int MOST_RECORDS = 100_000;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(8)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(1_000)
                    .maxNumberLength(100)
                    .build())
            .build();

    /** Whether a text can be the number of a request. */
    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** @throws InvalidRequestException naming what is not as Firehose has it */
    static Delivery read(byte[] body) {
        String requestId = "";
        List<byte[]> records = new ArrayList<>();
        boolean recordsSeen = false;
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), body)) {
            expect(parser, parser.nextToken(), JsonToken.START_OBJECT, "must be an object");
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                JsonToken token = parser.nextToken();
                if (name.equals("requestId")) {
                    expect(parser, token, JsonToken.VALUE_STRING, "must be a text");
                    requestId = parser.getString();
                } else if (name.equals("records")) {
                    expect(parser, token, JsonToken.START_ARRAY, "must be a list");
                    recordsSeen = true;
                    records(parser, records);
                } else {
                    parser.skipChildren();
                }
            }
        } catch (JacksonException malformed) {
            throw new InvalidRequestException(
                    "", "the body is no JSON that can be read: " + malformed.getOriginalMessage());
        }
        if (!recordsSeen) {
            throw new InvalidRequestException("/records", "is missing");
        }
        if (!isId(requestId)) {
            throw new InvalidRequestException(
                    "/requestId",
                    requestId.isEmpty() ? "is missing" : "must have up to 128 letters, digits and . _ : / + = -");
        }
        return new Delivery(requestId, records);
    }

    private static void records(JsonParser parser, List<byte[]> records) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            expect(parser, parser.currentToken(), JsonToken.START_OBJECT, "must be an object");
            if (records.size() == MOST_RECORDS) {
                throw new InvalidRequestException("/records", "has more than " + MOST_RECORDS + " records");
            }
            byte[] data = {};
            boolean found = false;
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                JsonToken token = parser.nextToken();
                if (name.equals("data")) {
                    expect(parser, token, JsonToken.VALUE_STRING, "must be Base64");
                    data = parser.getBinaryValue(Base64Variants.MIME_NO_LINEFEEDS);
                    found = true;
                } else {
                    parser.skipChildren();
                }
            }
            if (!found) {
                throw new InvalidRequestException("/records/" + records.size() + "/data", "is missing");
            }
            records.add(data);
        }
    }

    private static void expect(JsonParser parser, JsonToken token, JsonToken expected, String reason) {
        if (token != expected) {
            throw new InvalidRequestException(
                    parser.streamReadContext().pathAsPointer(true).toString(), reason);
        }
    }
}
