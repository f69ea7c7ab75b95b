package com.kaldrix.monitoring.alert.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.common.web.PageRules;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

class PagesTest extends ApiTest {
    private MvcTestResult page(String path) {
        return mvc.perform(MockMvcRequestBuilders.get(java.net.URI.create(path)));
    }

    @Test
    void areServedToEverybodyUnderAStrictPolicy() {
        for (String path : List.of("/", "/incidents", "/incidents/0198c1f2-7b5e-7d10-9c3a-2f8d6a1b4c5e")) {
            MvcTestResult result = page(path);
            assertThat(result).as(path).hasStatus(200);
            assertThat(result.getResponse().getForwardedUrl())
                    .startsWith("/ui/incident")
                    .endsWith(".html");
            assertThat(result.getResponse().getHeader("Content-Security-Policy"))
                    .contains("default-src 'none'", "script-src 'self';")
                    .doesNotContain("unsafe", "http", "*");
        }
        for (String file : List.of(
                "incidents.html", "incident.html", "service.js", "incidents.js", "incident.js", "ui.css", "icon.svg")) {
            assertThat(page("/ui/" + file)).as(file).hasStatus(200).containsHeader("Content-Security-Policy");
        }
        assertThat(page("/ui/nothing.js")).hasStatus(404);
    }

    @Test
    void needNothingFromElsewhereAndWriteNoMarkup() throws IOException {
        PageRules.holdForFiles(7);
    }
}
