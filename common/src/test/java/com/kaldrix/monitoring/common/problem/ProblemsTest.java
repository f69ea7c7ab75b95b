package com.kaldrix.monitoring.common.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.kaldrix.monitoring.common.sample.SampleService;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(
        classes = SampleService.class,
        properties = {"kaldrix.security.open=true", "kaldrix.http.max-body=2KB", "spring.application.name=sample"})
@AutoConfigureMockMvc
@ExtendWith(OutputCaptureExtension.class)
class ProblemsTest {
    private static final String ID = "0198c1f2-7b5e-7d10-9c3a-2f8d6a1b4c5e";

    private final MockMvcTester mvc;
    private final JsonMapper json;

    @Autowired
    ProblemsTest(MockMvcTester mvc, JsonMapper json) {
        this.mvc = mvc;
        this.json = json;
    }

    @Test
    void hasAllTheFieldsOfAProblem() {
        MvcTestResult result = mvc.perform(get("/failures/missing")
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));

        assertThat(result).hasStatus(404).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(problem(result))
                .isEqualTo(Map.of(
                        "type", "urn:kaldrix:problem:not-found",
                        "title", "It does not exist",
                        "status", 404,
                        "detail", "there is no incident '42'",
                        "instance", "/failures/missing",
                        "traceId", "4bf92f3577b34da6a3ce929d0e0e4736"));
        assertThat(result.getResponse().getHeader("traceparent"))
                .matches("00-4bf92f3577b34da6a3ce929d0e0e4736-[0-9a-f]{16}-01")
                .doesNotContain("00f067aa0ba902b7");
    }

    @ParameterizedTest
    @CsvSource({
        "/failures/invalid, 400, invalid-request",
        "/failures/missing, 404, not-found",
        "/failures/conflict, 409, conflict",
        "/failures/database, 503, unavailable",
        "/failures/unexpected, 500, internal",
        "/failures/unstorable, 400, invalid-request",
        "/failures/duplicate, 500, internal",
        "/errors/stack, 500, internal",
        "/nowhere, 404, not-found",
        "/samples/not-a-uuid, 400, invalid-request",
        "/required, 400, invalid-request",
    })
    void answersWithAProblem(String path, int status, String name) {
        MvcTestResult result = mvc.perform(get(path));

        assertThat(result).hasStatus(status).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(problem(result))
                .containsEntry("type", "urn:kaldrix:problem:" + name)
                .containsEntry("status", status)
                .containsEntry("instance", path)
                .containsKeys("title", "detail", "traceId");
    }

    @Test
    void namesEveryErrorOfTheDomain() {
        assertThat(errors(mvc.perform(get("/failures/invalid"))))
                .containsExactly(error("/a", "is wrong"), error("/b", "is wrong too"));
    }

    @Test
    void hidesAndLogsOnceWhatNobodyExpected(CapturedOutput output) {
        MvcTestResult result = mvc.perform(get("/failures/unexpected"));

        assertThat(bodyText(result)).doesNotContain("hunter2", "IllegalState", "com.kaldrix");
        String traceId = String.valueOf(problem(result).get("traceId"));
        assertThat(output.getAll().lines().filter(line -> line.contains("A request failed")))
                .singleElement()
                .satisfies(line -> assertThat(line).contains(traceId, "/failures/unexpected", "IllegalStateException"));
    }

    @Test
    void asksToComeAgainWhenTheDatabaseIsAway() {
        MvcTestResult result = mvc.perform(get("/failures/database"));

        assertThat(result).hasHeader("Retry-After", "5");
        assertThat(bodyText(result)).doesNotContain("db.internal");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/samples/x|id|must be a UUID such as 0198c1f2-7b5e-7d10-9c3a-2f8d6a1b4c5e",
                "/samples/" + ID + "?order=LARGEST|order|must be one of OLDEST, NEWEST",
                "/samples/" + ID + "?from=yesterday|from|must be an instant such as 2026-01-31T12:00:00Z",
                "/samples/" + ID + "?from=%2B1000000-01-01T00:00:00Z|from|must be an instant from 1970 to 9999",
                "/samples/" + ID + "?within=soon|within|must be a duration such as PT5M",
                "/samples/" + ID + "?limit=many|limit|must be a whole number",
                "/samples/" + ID + "?limit=501|limit|must be less than or equal to 500",
                "/samples/" + ID
                        + "?severity=P9|severity|'P9' is no severity; use P0 (Critical), P1 (High), P2 (Medium) or P3 (Low)",
                "/required|q|is missing",
                "/required?q=1|X-Needed|is missing or not what is expected here",
            })
    void namesTheParameter(String address, String field, String reason) {
        MvcTestResult result = mvc.perform(get(URI.create(address)));

        assertThat(result).hasStatus(400);
        assertThat(errors(result)).containsExactly(error(field, reason));
    }

    @Test
    void takesGoodParametersAndBodies() {
        assertThat(mvc.perform(get("/samples/" + ID
                        + "?order=NEWEST&from=2026-01-31T12:00:00Z&within=PT5M&severity=critical&limit=500")))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.severity")
                .isEqualTo("P0");
        assertThat(mvc.perform(body("{\"id\":\"" + ID
                        + "\",\"severity\":\"High\",\"pause\":\"PT5M\",\"items\":[{\"name\":\"a\",\"count\":1}]}")))
                .hasStatusOk();
    }

    @Test
    void namesAllThatJsonCannotBeMadeOf() {
        MvcTestResult result = mvc.perform(body("""
                {"id": "x", "order": "LARGEST", "at": "yesterday", "pause": "soon", "colour": "red",
                 "items": [{"name": "a", "count": "many"}, {"name": "b", "count": 2, "size": 3}]}"""));

        assertThat(result).hasStatus(400);
        assertThat(errors(result))
                .extracting(error -> error.get("field"))
                .containsExactlyInAnyOrder(
                        "/id", "/order", "/at", "/pause", "/colour", "/items/0/count", "/items/1/size");
        assertThat(errors(result))
                .extracting(error -> String.valueOf(error.get("reason")).replaceAll(" \\(line.*\\)", ""))
                .containsExactlyInAnyOrder(
                        "must be a UUID such as 0198c1f2-7b5e-7d10-9c3a-2f8d6a1b4c5e",
                        "must be one of OLDEST, NEWEST",
                        "must be an instant such as 2026-01-31T12:00:00Z",
                        "must be a duration such as PT5M",
                        "is not known here",
                        "must be a whole number",
                        "is not known here");
        assertThat(errors(result))
                .filteredOn(error -> !String.valueOf(error.get("reason")).equals("is not known here"))
                .hasSize(5)
                .allSatisfy(error ->
                        assertThat(String.valueOf(error.get("reason"))).matches(".* \\(line \\d+, column \\d+\\)"));
    }

    @Test
    void repeatsWhatTheDomainSaysOfAValue() {
        assertThat(errors(mvc.perform(body("{\"severity\":\"P9\",\"colour\":1}"))))
                .extracting(error -> error.get("field") + " " + error.get("reason"))
                .satisfiesExactlyInAnyOrder(
                        severity -> assertThat(severity).startsWith("/severity 'P9' is no severity; use P0"),
                        colour -> assertThat(colour).startsWith("/colour is not known here"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"id\": |''|is no JSON.*line 1, column.*",
                "{\"id\": nope}|''|is no JSON.*line 1, column.*",
                "[]|''|must be an object.*",
                "{\"items\": 7}|/items|must be a list.*",
                "{\"items\": [{\"name\":\"a\",\"count\":1.5}]}|/items/0/count|must be a whole number.*",
                "{\"id\":null,\"id\":null}|.*|is no JSON.*[Dd]uplicate.*",
                "{} {}|.*|.*",
                "{\"items\":[{\"name\":\"a\"}]}|/items/0/count|.*",
                "{\"items\":[{\"name\":\"a\",\"count\":null}]}|/items/0/count|.*",
                "{\"items\":{\"items\":[]}}|/items|must be a list.*",
                "{\"a/b\":{\"deep\":[1]}}|/a~1b|is not known here.*",
                "\"text\"|''|must be an object.*",
            })
    void saysWhereJsonGoesWrong(String sent, String field, String reason) {
        MvcTestResult result = mvc.perform(body(sent));

        assertThat(result).hasStatus(400);
        assertThat(errors(result)).singleElement().satisfies(error -> {
            assertThat(String.valueOf(error.get("field"))).matches(field.equals("''") ? "" : field);
            assertThat(String.valueOf(error.get("reason"))).matches(reason);
            assertThat(String.valueOf(error.get("reason"))).doesNotContain("java", "com.kaldrix", "tools.jackson");
        });
    }

    @Test
    void refusesWhatNoDatabaseCanHold() {
        assertThat(mvc.perform(get("/required").header("X-Needed", "1").param("q", "a\0b")))
                .hasStatus(400)
                .hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void findsAllThatIsWrongWithTheParametersOfAQuery() {
        MvcTestResult result = mvc.perform(get("/search?from=yesterday&cursor=!&limit=0&severity=P9"));

        assertThat(result).hasStatus(400);
        assertThat(errors(result))
                .containsExactly(
                        error("cursor", "must be the 'next' of an earlier page"),
                        error("from", "must be an instant such as 2026-01-31T12:00:00Z"),
                        error("limit", "must be greater than or equal to 1"),
                        error(
                                "severity",
                                "'P9' is no severity; use P0 (Critical), P1 (High), P2 (Medium) or P3 (Low)"));
        assertThat(mvc.perform(get("/search?limit=5&from=2026-01-31T12:00:00Z")))
                .hasStatusOk();
    }

    @Test
    void saysThatTheBodyIsMissing() {
        assertThat(errors(mvc.perform(post("/samples").contentType(MediaType.APPLICATION_JSON))))
                .containsExactly(error("", "the body is missing"));
    }

    @Test
    void namesEveryConstraintThatABodyBreaks() {
        assertThat(
                        errors(
                                mvc.perform(
                                        body(
                                                "{\"items\":[{\"name\":\" \",\"count\":0},{\"name\":\"b\",\"count\":10},{\"name\":\"\",\"count\":5}]}"))))
                .containsExactly(
                        error("/items/0/count", "must be greater than or equal to 1"),
                        error("/items/0/name", "must not be blank"),
                        error("/items/1/count", "must be less than or equal to 9"),
                        error("/items/2/name", "must not be blank"));
    }

    @Test
    void leavesTolerantBodiesAlone() {
        assertThat(mvc.perform(post("/samples/tolerant")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"name\":\"a\",\"added\":\"later\"}")))
                .hasStatusOk();
    }

    @Test
    void saysWhichMethodsAndFormatsArePossible() {
        MvcTestResult method = mvc.perform(post("/required"));
        assertThat(method).hasStatus(405).hasHeader("Allow", "GET");
        assertThat(problem(method)).containsEntry("type", "urn:kaldrix:problem:method-not-allowed");

        MvcTestResult format =
                mvc.perform(post("/samples").contentType(MediaType.TEXT_PLAIN).content("hello"));
        assertThat(format).hasStatus(415);
        assertThat(String.valueOf(problem(format).get("detail"))).contains("text/plain", "application/json");

        MvcTestResult answer = mvc.perform(get("/samples/" + ID).accept(MediaType.TEXT_PLAIN));
        assertThat(answer).hasStatus(406).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void refusesBodiesOverTheLimitAnnouncedOrNot() {
        MvcTestResult announced = mvc.perform(body("{\"x\":\"" + "x".repeat(3000) + "\"}"));
        assertThat(announced).hasStatus(413).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(problem(announced)).containsEntry("type", "urn:kaldrix:problem:payload-too-large");
    }

    @Test
    void speaksEnglishToEverybody() {
        assertThat(errors(mvc.perform(
                        body("{\"items\":[{\"name\":\"\",\"count\":5}]}").header("Accept-Language", "de"))))
                .containsExactly(error("/items/0/name", "must not be blank"));
    }

    private static AbstractMockHttpServletRequestBuilder<?> body(String content) {
        return post("/samples").contentType(MediaType.APPLICATION_JSON).content(content);
    }

    private static Map<String, Object> error(String field, String reason) {
        return Map.of("field", field, "reason", reason);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> problem(MvcTestResult result) {
        return json.readValue(bodyText(result), Map.class);
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> errors(MvcTestResult result) {
        return (List<Map<String, Object>>) problem(result).getOrDefault("errors", List.of());
    }

    private static String bodyText(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
