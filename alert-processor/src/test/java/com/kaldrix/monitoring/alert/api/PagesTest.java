package com.kaldrix.monitoring.alert.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

class PagesTest extends ApiTest {
    private MvcTestResult page(String path) {
        return mvc.perform(MockMvcRequestBuilders.get(java.net.URI.create(path)));
    }

    @Test
    void areServedToEverybodyUnderAStrictPolicy() {
        for (String path : List.of("/incidents", "/incidents/0198c1f2-7b5e-7d10-9c3a-2f8d6a1b4c5e")) {
            MvcTestResult result = page(path);
            assertThat(result).as(path).hasStatus(200);
            assertThat(result.getResponse().getForwardedUrl())
                    .startsWith("/ui/incident")
                    .endsWith(".html");
            assertThat(result.getResponse().getHeader("Content-Security-Policy"))
                    .contains("default-src 'none'", "script-src 'self';")
                    .doesNotContain("unsafe", "http", "*");
        }
        assertThat(page("/")).hasStatus(302).hasHeader("Location", "/incidents");
        for (String file : List.of(
                "incidents.html", "incident.html", "service.js", "incidents.js", "incident.js", "ui.css", "icon.svg")) {
            assertThat(page("/ui/" + file)).as(file).hasStatus(200).containsHeader("Content-Security-Policy");
        }
        assertThat(page("/ui/nothing.js")).hasStatus(404);
    }

    @Test
    void needNothingFromElsewhereAndWriteNoMarkup() throws IOException {
        Resource[] files = new PathMatchingResourcePatternResolver().getResources("classpath:/static/ui/*");
        assertThat(files).hasSize(7);
        for (Resource file : files) {
            String text = file.getContentAsString(StandardCharsets.UTF_8);
            assertThat(Stream.of(
                                    "innerHTML",
                                    "outerHTML",
                                    "insertAdjacentHTML",
                                    "document.write",
                                    "eval(",
                                    "<style",
                                    " style=",
                                    " onclick")
                            .filter(text::contains))
                    .as(file.getFilename())
                    .isEmpty();
            assertThat(Pattern.compile("(?:src|href)=\"(?!/)").matcher(text).find())
                    .as(file.getFilename())
                    .isFalse();
            assertThat(Pattern.compile("<script(?![^>]* src=)").matcher(text).find())
                    .as(file.getFilename())
                    .isFalse();
        }
    }
}
