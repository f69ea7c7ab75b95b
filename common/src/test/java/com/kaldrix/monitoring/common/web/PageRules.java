package com.kaldrix.monitoring.common.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** What holds for the files of all pages. */
public final class PageRules {
    private static final List<String> FORBIDDEN = List.of(
            "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "<style", " style=", " onclick");
    private static final Pattern ELSEWHERE = Pattern.compile("(?:src|href)=\"(?!/)");
    private static final Pattern INLINE = Pattern.compile("<script(?![^>]* src=)");

    private PageRules() {}

    /**
     * Fails when a file writes markup, has script or style within, or needs something from elsewhere.
     *
     * @param count how many files there are, those that all services share among them
     */
    public static void holdForFiles(int count) throws IOException {
        Resource[] files = new PathMatchingResourcePatternResolver().getResources("classpath*:/static/ui/*");
        assertThat(files).hasSize(count);
        for (Resource file : files) {
            String text = file.getContentAsString(StandardCharsets.UTF_8);
            assertThat(Stream.concat(FORBIDDEN.stream().filter(text::contains), found(text)))
                    .as(file.getFilename())
                    .isEmpty();
        }
    }

    private static Stream<String> found(String text) {
        return Stream.of(ELSEWHERE, INLINE)
                .filter(pattern -> pattern.matcher(text).find())
                .map(Pattern::pattern);
    }
}
