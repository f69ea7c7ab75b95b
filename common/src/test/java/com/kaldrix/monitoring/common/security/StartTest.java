package com.kaldrix.monitoring.common.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.common.sample.SampleService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.annotation.UserConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A wrong configuration ends the start with a sentence that names the property. */
@ExtendWith(OutputCaptureExtension.class)
class StartTest {
    private static final String DIGEST = TokenDigest.of("a token").hex();

    private final WebApplicationContextRunner service =
            new WebApplicationContextRunner().withConfiguration(UserConfigurations.of(SampleService.class));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kaldrix.security.issuer=https://id.example|kaldrix.security.audience must be set",
                "kaldrix.security.issuer=id.example|kaldrix.security.issuer must be an https address",
                "kaldrix.security.tokens[0].name=a|kaldrix.security.tokens[0].roles must name a role",
                "kaldrix.security.tokens[0].roles=chef|kaldrix.security.tokens[0].roles",
                "kaldrix.security.token-file=/nowhere/token|kaldrix.security.token-file /nowhere/token cannot be read",
                "kaldrix.http.max-body=0|kaldrix.http.max-body must be at least 1B",
                "kaldrix.clock.speed=0|kaldrix.clock.speed must be at least 1",
                "kaldrix.clock.speed=60|kaldrix.clock.anchor",
            })
    void namesTheProperty(String property, String sentence) {
        service.withPropertyValues(property)
                .run(context -> assertThat(context)
                        .getFailure()
                        .satisfies(failure -> assertThat(messages(failure)).contains(sentence)));
    }

    @ParameterizedTest
    @CsvSource({"ab", "'a token with spaces'", "two.dots.aaaaaaaaaaaaaaaaa"})
    void refusesATokenFileWithoutAToken(String content, @TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("token"), content);

        service.withPropertyValues("kaldrix.security.token-file=" + file)
                .run(context -> assertThat(context)
                        .getFailure()
                        .satisfies(failure -> assertThat(messages(failure))
                                .contains("kaldrix.security.token-file")
                                .doesNotContain(content)));
    }

    @Test
    void refusesTwoTokensOfOneName() {
        service.withPropertyValues(
                        "kaldrix.security.tokens[0].name=a",
                        "kaldrix.security.tokens[0].sha256=" + DIGEST,
                        "kaldrix.security.tokens[0].roles=viewer",
                        "kaldrix.security.tokens[1].name=a",
                        "kaldrix.security.tokens[1].sha256=" + DIGEST,
                        "kaldrix.security.tokens[1].roles=admin")
                .run(context -> assertThat(messages(context.getStartupFailure()))
                        .contains("kaldrix.security.tokens[1].name 'a' is that of another token"));
    }

    @Test
    void refusesAnAuditorForEver() {
        service.withPropertyValues(
                        "kaldrix.security.tokens[0].name=a",
                        "kaldrix.security.tokens[0].sha256=" + DIGEST,
                        "kaldrix.security.tokens[0].roles=auditor")
                .run(context -> assertThat(messages(context.getStartupFailure()))
                        .contains("kaldrix.security.tokens[0].expires-at must be set"));
    }

    @Test
    void warnsWhenNobodyOrEverybodyCanComeIn(CapturedOutput output) {
        service.run(context -> assertThat(context).hasNotFailed());
        assertThat(output.getAll()).contains("Nobody can come in");

        service.withPropertyValues("kaldrix.security.open=true")
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(output.getAll()).contains("everybody who reaches this service may do everything");
    }

    private static String messages(@Nullable Throwable failure) {
        StringBuilder messages = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            messages.append(cause.getMessage()).append('\n');
        }
        return messages.toString();
    }
}
