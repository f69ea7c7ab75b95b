package com.kaldrix.monitoring.anomaly.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.common.web.PageRules;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class PagesTest extends ApiTest {
    @Test
    void areServedToEverybodyUnderAStrictPolicy() {
        for (String path : List.of("/series", "/series/0198c1f2-7b5e-7d10-9c3a-2f8d6a1b4c5e")) {
            MvcTestResult result = mvc.get().uri(path).exchange();
            assertThat(result).as(path).hasStatus(200);
            assertThat(result.getResponse().getForwardedUrl())
                    .startsWith("/ui/series")
                    .endsWith(".html");
            assertThat(result.getResponse().getHeader("Content-Security-Policy"))
                    .contains("default-src 'none'", "script-src 'self';")
                    .doesNotContain("unsafe", "http", "*");
        }
        for (String file : List.of(
                "serieslist.html", "series.html", "service.js", "serieslist.js", "series.js", "ui.css", "icon.svg")) {
            assertThat(mvc.get().uri("/ui/" + file)).as(file).hasStatus(200).containsHeader("Content-Security-Policy");
        }
        assertThat(mvc.get().uri("/ui/nothing.js")).hasStatus(404);
    }

    @Test
    void needNothingFromElsewhereAndWriteNoMarkup() throws IOException {
        PageRules.holdForFiles(7);
    }
}
