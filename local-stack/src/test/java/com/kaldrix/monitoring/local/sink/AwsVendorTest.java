package com.kaldrix.monitoring.local.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of the calls of AWS by which people are told. */
class AwsVendorTest {
    private static final String TEXT = """
            {"DestinationPhoneNumber":"+12025550199","OriginationIdentity":"KALDRIX","MessageBody":"x","MessageType":"TRANSACTIONAL"}
            """;
    private static final String SPEECH = """
            {"DestinationPhoneNumber":"+12025550199","OriginationIdentity":"+12025550100","MessageBody":"x","MessageBodyTextType":"TEXT"}
            """;
    private static final String CALL = """
            {"DestinationPhoneNumber":"+12025550199","InstanceId":"a","ContactFlowId":"b","SourcePhoneNumber":"+12025550100",
             "ClientToken":"t","Attributes":{"speech":"x"}}
            """;
    private static final String MAIL = """
            {"Destination":{"ToAddresses":["ada@example.org"]},"Content":{"Raw":{"Data":"%s"}}}
            """.formatted(Base64.getEncoder()
            .encodeToString("From: a@example.org\r\nSubject: Hello\r\n\r\nText\r\n".getBytes(StandardCharsets.UTF_8)));

    private static Vendor.Judgement judge(SinkName name, String path, String target, String service, String body) {
        Map<String, String> headers = Map.of(
                "x-amz-target",
                target,
                "x-amz-date",
                "20260302T030000Z",
                "authorization",
                "AWS4-HMAC-SHA256 Credential=AKIA/20260302/eu-west-1/" + service
                        + "/aws4_request, SignedHeaders=host;x-amz-date, Signature=" + "0".repeat(64));
        return new AwsVendor(name).judge(new Incoming(path, headers, body.getBytes(StandardCharsets.UTF_8)));
    }

    private static Vendor.Judgement text(String body) {
        return judge(SinkName.SMS, "/", "PinpointSMSVoiceV2.SendTextMessage", "sms-voice", body);
    }

    @Test
    void takesWhatIsRight() {
        assertThat(text(TEXT).rejection()).isNull();
        assertThat(text(TEXT).reply().body().path("MessageId").asString("")).isNotEmpty();
        assertThat(judge(SinkName.VOICE, "/", "PinpointSMSVoiceV2.SendVoiceMessage", "sms-voice", SPEECH)
                        .rejection())
                .isNull();
        assertThat(judge(SinkName.VOICE, "/contact/outbound-voice", "", "connect", CALL)
                        .rejection())
                .isNull();
        Vendor.Judgement mail = judge(SinkName.SES, "/v2/email/outbound-emails", "", "ses", MAIL);
        assertThat(mail.rejection()).isNull();
        assertThat(mail.body().path("subject").asString("")).isEqualTo("Hello");
    }

    @Test
    void refusesWhatIsSignedForAnotherService() {
        assertThat(judge(SinkName.SMS, "/", "PinpointSMSVoiceV2.SendTextMessage", "sns", TEXT)
                        .reply()
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "+12025550199 | 12025550199 | E.164",
                "+12025550199 | +0 | E.164",
                "\"KALDRIX\" | \"\" | OriginationIdentity",
                "\"KALDRIX\" | \"wrong\" | ResourceNotFoundException",
                "\"x\" | \"\" | 'MessageBody' is missing",
                "TRANSACTIONAL | LOUD | MessageType"
            })
    void saysWhatIsWrongWithATextMessage(String right, String wrong, String reason) {
        Verdict.Rejected rejected = text(TEXT.replace(right, wrong)).rejection();
        assertThat(Objects.requireNonNull(rejected).reason()).contains(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"SourcePhoneNumber\":\"+12025550100\", | \"ClientToken2\":\"\", | one of 'SourcePhoneNumber'",
                "\"speech\" | \"spe ech\" | attribute 'spe ech'",
                "\"ContactFlowId\":\"b\" | \"ContactFlowId\":\"\" | 'ContactFlowId' is missing"
            })
    void saysWhatIsWrongWithACall(String right, String wrong, String reason) {
        Verdict.Rejected rejected = judge(
                        SinkName.VOICE, "/contact/outbound-voice", "", "connect", CALL.replace(right, wrong))
                .rejection();
        assertThat(Objects.requireNonNull(rejected).reason()).contains(reason);
    }
}
