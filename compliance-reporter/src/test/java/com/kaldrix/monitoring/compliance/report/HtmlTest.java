package com.kaldrix.monitoring.compliance.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.compliance.report.html.HtmlFormat;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlTest {
    private static final Pattern TAG = Pattern.compile("<(/?)([a-z][a-z0-9]*)((?: [a-zA-Z-]+[0-9]?=\"[^\"<>]*\")*)>");
    private static final Pattern ATTRIBUTE = Pattern.compile(" ([a-zA-Z-]+[0-9]?)=\"([^\"]*)\"");
    private static final Set<String> VOID = Set.of("meta", "wbr");
    private static final double LEAST_CONTRAST = 4.5;

    /** An element as it was opened. */
    private record Opened(String name, Map<String, String> attributes, String parent) {}

    private static String html() throws IOException {
        return ReportExamplesOnce.text(HtmlFormat.FILE);
    }

    /** All elements; fails on anything that is not closed in its place, and on any angle bracket that is of no element. */
    private static List<Opened> elements(String html) {
        String body = html.substring("<!DOCTYPE html>\n".length()).replaceFirst("(?s)<style>.*?</style>", "");
        List<Opened> opened = new ArrayList<>();
        Deque<String> stack = new ArrayDeque<>();
        Matcher tag = TAG.matcher(body);
        int last = 0;
        while (tag.find()) {
            assertThat(body.substring(last, tag.start())).doesNotContain("<", ">");
            last = tag.end();
            String name = tag.group(2);
            if (!tag.group(1).isEmpty()) {
                assertThat(stack.pop()).isEqualTo(name);
                continue;
            }
            Map<String, String> attributes = new HashMap<>();
            Matcher attribute = ATTRIBUTE.matcher(tag.group(3));
            while (attribute.find()) {
                assertThat(attributes.put(attribute.group(1), attribute.group(2)))
                        .isNull();
            }
            opened.add(new Opened(name, attributes, String.valueOf(stack.peek())));
            if (!VOID.contains(name)) {
                stack.push(name);
            }
        }
        assertThat(body.substring(last)).doesNotContain("<", ">");
        assertThat(stack).isEmpty();
        return opened;
    }

    @Test
    void everyElementIsClosedAndNoTextIsMarkup() throws IOException {
        assertThat(elements(html())).hasSizeGreaterThan(500);
        assertThat(html().replace("<wbr>", "")).contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;");
    }

    @Test
    void needsNothingElse() throws IOException {
        List<Opened> elements = elements(html());
        assertThat(elements)
                .extracting(Opened::name)
                .doesNotContain("script", "link", "img", "iframe", "object", "form");
        assertThat(elements).allSatisfy(element -> {
            assertThat(element.attributes().keySet()).noneMatch(name -> name.startsWith("on") || name.equals("src"));
            assertThat(element.attributes().getOrDefault("href", "#")).startsWith("#");
        });
        assertThat(html()).doesNotContain("@import", "url(").contains("default-src &#39;none&#39;");
    }

    @Test
    void everyLinkLeadsSomewhereAndEveryIdIsThereOnce() throws IOException {
        Set<String> ids = new HashSet<>();
        List<Opened> elements = elements(html());
        for (Opened element : elements) {
            String id = element.attributes().get("id");
            if (id != null) {
                assertThat(ids.add(id)).as(id).isTrue();
            }
        }
        for (Opened element : elements) {
            String href = element.attributes().get("href");
            if (href != null) {
                assertThat(ids).contains(href.substring(1));
            }
            for (String reference : List.of("aria-labelledby")) {
                String id = element.attributes().get(reference);
                if (id != null) {
                    assertThat(ids).contains(id);
                }
            }
        }
    }

    @Test
    void headingsGoDownOneByOne() throws IOException {
        int level = 0;
        int first = 0;
        for (Opened element : elements(html())) {
            if (element.name().matches("h[1-6]")) {
                int next = element.name().charAt(1) - '0';
                assertThat(next).isLessThanOrEqualTo(level + 1);
                level = next;
                first += next == 1 ? 1 : 0;
            }
        }
        assertThat(first).isEqualTo(1);
    }

    @Test
    void hasItsLandmarksAndALanguage() throws IOException {
        List<Opened> elements = elements(html());
        for (String landmark : List.of("header", "nav", "main", "footer")) {
            assertThat(elements.stream().filter(element -> element.name().equals(landmark)))
                    .hasSize(1);
        }
        assertThat(elements.getFirst().attributes()).containsEntry("lang", "en");
    }

    @Test
    void everyTableHasACaptionAndHeadsWithTheirScope() throws IOException {
        List<Opened> elements = elements(html());
        long tables = elements.stream()
                .filter(element -> element.name().equals("table"))
                .count();
        assertThat(tables).isGreaterThan(15);
        assertThat(elements.stream().filter(element -> element.name().equals("caption")))
                .hasSize((int) tables);
        assertThat(elements.stream().filter(element -> element.name().equals("th")))
                .allSatisfy(head -> assertThat(head.attributes().get("scope")).isIn("col", "row"));
    }

    @Test
    void everyChartSaysWhatItShows() throws IOException {
        assertThat(elements(html()).stream().filter(element -> element.name().equals("svg")))
                .isNotEmpty()
                .allSatisfy(svg -> assertThat(svg.attributes().containsKey("aria-label")
                                || "true".equals(svg.attributes().get("aria-hidden")))
                        .isTrue());
        assertThat(html())
                .contains("Data of the chart: score on coverage", "Data of the chart: failed findings by severity");
    }

    @Test
    void nothingTurnsTheEyeAround() throws IOException {
        assertThat(html().codePoints())
                .noneMatch(c -> c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069 || c == 0x200B || c == 0xFEFF);
        assertThat(html().replace("<wbr>", "")).contains("Invoice [U+202E]gpj.exe[U+202C]");
    }

    @Test
    void saysHowMuchOfATextIsNotShown() throws IOException {
        assertThat(html()).contains("more characters are in report.json)").doesNotContain("x".repeat(500));
    }

    /** By WCAG 2.2, 1.4.3. */
    @Test
    void everyColourCanBeRead() throws IOException {
        String css = html().substring(html().indexOf("<style>"), html().indexOf("</style>"));
        Matcher roots = Pattern.compile(":root \\{([^}]*--[^}]*)}").matcher(css);
        int palettes = 0;
        while (roots.find()) {
            Map<String, String> colours = new HashMap<>();
            Matcher variable = Pattern.compile("--([a-z-]+): (#[0-9a-f]{6});").matcher(roots.group(1));
            while (variable.find()) {
                colours.put(variable.group(1), variable.group(2));
            }
            for (String text : List.of("ink", "quiet", "link", "good", "warn", "bad", "unknown")) {
                assertContrast(colours, text, "ground");
                assertContrast(colours, text, "raised");
            }
            for (String tone : List.of("good", "warn", "bad", "unknown")) {
                assertContrast(colours, tone, tone + "-ground");
                assertContrast(colours, "ink", tone + "-ground");
            }
            palettes++;
        }
        assertThat(palettes).as("light and dark").isEqualTo(2);
    }

    private static void assertContrast(Map<String, String> colours, String one, String other) {
        double first = luminance(colours.getOrDefault(one, ""));
        double second = luminance(colours.getOrDefault(other, ""));
        double contrast = (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
        assertThat(contrast).as("%s on %s", one, other).isGreaterThanOrEqualTo(LEAST_CONTRAST);
    }

    private static double luminance(String colour) {
        double[] parts = new double[3];
        for (int i = 0; i < parts.length; i++) {
            double part = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
            parts[i] = part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
    }
}
