package com.kaldrix.monitoring.alert.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.common.yaml.ConfigurationException;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

class WebConfigDoorTest {
    @TempDir
    private Path directory = Path.of("");

    private Path write(String text, Instant at) throws IOException {
        Path file = directory.resolve("web.yml");
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(at));
        return file;
    }

    private static String users(String password) {
        return "basic_auth_users:\n  ada: " + new BCryptPasswordEncoder(4).encode(password) + "\n";
    }

    private static int knock(WebConfigDoor door, String pair) throws ServletException, IOException {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/v2/status");
        if (!pair.isEmpty()) {
            String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
            request.addHeader("Authorization", "Basic " + encoded);
        }
        MockHttpServletResponse response = new MockHttpServletResponse();
        door.doFilter(request, response, new MockFilterChain());
        if (response.getStatus() == 401) {
            assertThat(response.getHeader("WWW-Authenticate")).isEqualTo("Basic");
        }
        return response.getStatus();
    }

    @Test
    void onlyWhoKnowsThePasswordComesIn() throws IOException, ServletException {
        WebConfigDoor door = new WebConfigDoor(write(users("right"), Instant.EPOCH));
        assertThat(knock(door, "ada:right")).isEqualTo(200);
        assertThat(knock(door, "ada:right")).isEqualTo(200);
        assertThat(knock(door, "ada:wrong")).isEqualTo(401);
        assertThat(knock(door, "bob:right")).isEqualTo(401);
        assertThat(knock(door, "")).isEqualTo(401);
    }

    @Test
    void aChangedFileCountsAndAWrongOneDoesNot() throws IOException, ServletException {
        WebConfigDoor door = new WebConfigDoor(write(users("first"), Instant.EPOCH));
        assertThat(knock(door, "ada:first")).isEqualTo(200);
        write(users("second"), Instant.EPOCH.plusSeconds(1));
        assertThat(knock(door, "ada:first")).isEqualTo(401);
        assertThat(knock(door, "ada:second")).isEqualTo(200);
        write("basic_auth_users: {ada: plain}\n", Instant.EPOCH.plusSeconds(2));
        assertThat(knock(door, "ada:second")).isEqualTo(200);
        assertThat(knock(door, "ada:plain")).isEqualTo(401);
    }

    @Test
    void withoutUsersTheDoorIsOpen() throws IOException, ServletException {
        assertThat(knock(new WebConfigDoor(write("basic_auth_users: {}\n", Instant.EPOCH)), ""))
                .isEqualTo(200);
    }

    @Test
    void whatIsWrongKeepsItFromStarting() throws IOException {
        Path plain = write("basic_auth_users: {ada: plain}\n", Instant.EPOCH);
        assertThatThrownBy(() -> new WebConfigDoor(plain))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("basic_auth_users.ada: this is no bcrypt hash");
        Path limit = write("rate_limit: {burst: 1}\n", Instant.EPOCH);
        assertThatThrownBy(() -> new WebConfigDoor(limit)).hasMessageContaining("is not supported yet");
        assertThatThrownBy(() -> new WebConfigDoor(directory.resolve("nowhere.yml")))
                .hasMessageContaining("cannot be read");
    }
}
