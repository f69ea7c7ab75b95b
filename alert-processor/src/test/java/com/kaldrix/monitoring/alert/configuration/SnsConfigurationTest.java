package com.kaldrix.monitoring.alert.configuration;

import static com.kaldrix.monitoring.alert.configuration.ConfigurationTexts.alertmanager;
import static com.kaldrix.monitoring.alert.configuration.ConfigurationTexts.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.receiver.HttpOptions;
import com.kaldrix.monitoring.alert.receiver.SnsIntegration;
import com.kaldrix.monitoring.alert.receiver.SnsIntegration.Access;
import com.kaldrix.monitoring.alert.receiver.SnsIntegration.Keys;
import com.kaldrix.monitoring.alert.receiver.SnsIntegration.Role;
import com.kaldrix.monitoring.alert.receiver.SnsIntegration.Target;
import com.kaldrix.monitoring.common.secret.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code sns_configs}: where to, and as whom. */
class SnsConfigurationTest {
    private static final String ENDPOINT = "arn:aws:sns:us-east-1:123456789012:endpoint/GCM/pager/1234-5678";
    private static final String ROLE = "arn:aws:iam::123456789012:role/pager";

    private static String file(String sns) {
        return "route: {receiver: team}\nreceivers:\n  - name: team\n    sns_configs: [{" + sns + "}]\n";
    }

    private static SnsIntegration sns(String sns) {
        return (SnsIntegration)
                alertmanager(file(sns)).receivers().getFirst().integrations().getFirst();
    }

    @Test
    void aMessageGoesToATelephoneOrToAnApplicationOnOne() {
        assertThat(sns("phone_number: '+12025550100'").target()).isEqualTo(new Target("", "+12025550100", ""));
        assertThat(sns("target_arn: '" + ENDPOINT + "'").target()).isEqualTo(new Target("", "", ENDPOINT));
        assertThat(sns("phone_number: '{{ .CommonLabels.phone }}'").target().phoneNumber())
                .contains("CommonLabels");
    }

    @Test
    void itIsSentAsWhoeverTheConfigurationSays() {
        assertThat(sns("phone_number: '+12025550100', sigv4: {region: us-east-1, profile: pager, role_arn: '" + ROLE
                                + "', external_id: e}")
                        .access())
                .isEqualTo(new Access("us-east-1", "", null, "pager", new Role(ROLE, "e")));
        assertThat(sns("phone_number: '+12025550100', sigv4: {access_key: A, secret_key: hidden, role_arn: '" + ROLE
                                + "'}")
                        .access())
                .isEqualTo(new Access("", "", new Keys("A", new Secret("hidden")), "", new Role(ROLE, "")));
    }

    @Test
    void itIsReachedByTheWayOfTheConfiguration() {
        HttpOptions own =
                sns("phone_number: '+12025550100', http_config: {proxy_url: 'http://p:3128', http_headers: {X-Tenant: {values: [core]}}}")
                        .access()
                        .http();
        assertThat(own.proxy()).isEqualTo(new HttpOptions.Proxy("http://p:3128", List.of()));
        assertThat(own.headers()).containsKey("X-Tenant");

        String global = "global: {http_config: {proxy_url: 'http://g:3128', bearer_token: hidden}}\n";
        HttpOptions fromGlobal = ((SnsIntegration) alertmanager(global + file("phone_number: '+12025550100'"))
                        .receivers()
                        .getFirst()
                        .integrations()
                        .getFirst())
                .access()
                .http();
        assertThat(fromGlobal.proxy()).isEqualTo(new HttpOptions.Proxy("http://g:3128", List.of()));
        assertThat(fromGlobal.authorizationOrNull()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "subject: x~needs a 'topic_arn', a 'phone_number' or a 'target_arn'",
                "phone_number: '+12025550100', target_arn: 'arn:aws:sns:us-east-1:123456789012:endpoint/GCM/a/b'~exclude each other",
                "phone_number: '0049-30'~is no number such as",
                "target_arn: 'arn:aws:sns:us-east-1:123456789012:topic'~is no endpoint",
                "phone_number: '+12025550100', sigv4: {role_arn: pager}~is no role such as",
                "phone_number: '+12025550100', sigv4: {external_id: e}~needs a 'role_arn'",
                "phone_number: '+12025550100', sigv4: {access_key: a, secret_key: b, profile: p}~exclude each other",
                "phone_number: '+12025550100', http_config: {bearer_token: t}~SNS knows us by 'sigv4'"
            })
    void whatIsWrongIsRefused(String sns, String reason) {
        assertThat(problemsOf(file(sns))).first().asString().contains(reason);
    }
}
