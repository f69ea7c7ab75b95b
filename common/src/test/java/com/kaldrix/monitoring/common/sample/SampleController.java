package com.kaldrix.monitoring.common.sample;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.kaldrix.monitoring.common.page.Cursor;
import com.kaldrix.monitoring.common.problem.ConflictException;
import com.kaldrix.monitoring.common.problem.FieldError;
import com.kaldrix.monitoring.common.problem.InvalidRequestException;
import com.kaldrix.monitoring.common.problem.NotFoundException;
import com.kaldrix.monitoring.common.security.Actor;
import com.kaldrix.monitoring.common.security.Role;
import com.kaldrix.monitoring.common.severity.Severity;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class SampleController {
    enum Order {
        OLDEST,
        NEWEST
    }

    record Item(@NotBlank String name, @Min(1) @Max(9) int count) {}

    record Body(
            UUID id,
            @Nullable Severity severity,
            @Nullable Order order,
            @Nullable Instant at,
            @Nullable Duration pause,
            @Valid @Size(max = 3) List<Item> items) {
        Body {
            items = items == null ? List.of() : List.copyOf(items);
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Tolerant(String name) {}

    @PostMapping(path = "/samples", consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> post(@Valid @RequestBody Body body) {
        return Map.of("items", body.items().size());
    }

    @PostMapping("/samples/tolerant")
    Tolerant tolerant(@RequestBody Tolerant body) {
        return body;
    }

    @PostMapping("/samples/raw")
    int raw(HttpServletRequest request) throws IOException {
        return request.getInputStream().readAllBytes().length;
    }

    @GetMapping(path = "/samples/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> get(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "OLDEST") Order order,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Duration within,
            @RequestParam(defaultValue = "P3") Severity severity,
            @RequestParam(name = "limit", defaultValue = "10") @Min(1) @Max(500) int most) {
        return Map.of("id", id, "severity", severity, "limit", most, "order", order);
    }

    record Search(
            @Nullable Instant from,
            @Nullable Cursor cursor,
            @Min(1) @Max(500) @Nullable Integer limit,
            @Nullable Severity severity) {}

    @GetMapping("/search")
    String search(@Valid Search search) {
        return String.valueOf(search.limit());
    }

    @GetMapping("/required")
    String required(@RequestParam String q, @RequestHeader("X-Needed") String needed) {
        return q + needed;
    }

    @GetMapping("/failures/{how}")
    String fail(@PathVariable String how) {
        throw switch (how) {
            case "invalid" ->
                new InvalidRequestException(
                        List.of(new FieldError("/a", "is wrong"), new FieldError("/b", "is wrong too")));
            case "missing" -> new NotFoundException("incident", "42");
            case "conflict" -> new ConflictException("it is resolved already");
            case "database" -> new DataAccessResourceFailureException("connection to db.internal:5432 refused");
            case "unstorable" ->
                new DataIntegrityViolationException("x", new SQLException("timestamp out of range", "22008"));
            case "duplicate" -> new DuplicateKeyException("x", new SQLException("duplicate key", "23505"));
            default -> new IllegalStateException("jdbc:postgresql://db.internal password=hunter2");
        };
    }

    @GetMapping("/errors/stack")
    String overflow() {
        throw new StackOverflowError("too deep, for the test");
    }

    @GetMapping("/me")
    Map<String, Object> me(Actor actor) {
        return Map.of(
                "name",
                actor.name(),
                "roles",
                actor.roles().stream().map(Role::word).toList(),
                "remoteAddress",
                actor.remoteAddress());
    }

    @PostMapping("/api/v2/alerts")
    String alerts() {
        return "taken";
    }

    @PostMapping("/samples/{id}/acknowledge")
    String acknowledge(@PathVariable String id) {
        return id;
    }

    @PostMapping("/admin")
    String admin() {
        return "done";
    }
}
