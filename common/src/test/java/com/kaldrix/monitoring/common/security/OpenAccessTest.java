package com.kaldrix.monitoring.common.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.kaldrix.monitoring.common.sample.SampleService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@SpringBootTest(classes = SampleService.class, properties = "kaldrix.security.open=true")
@AutoConfigureMockMvc
class OpenAccessTest {
    private final MockMvcTester mvc;

    @Autowired
    OpenAccessTest(MockMvcTester mvc) {
        this.mvc = mvc;
    }

    @Test
    void letsEverybodyDoEverythingAsAnonymous() {
        assertThat(mvc.perform(post("/admin"))).hasStatusOk();
        assertThat(mvc.perform(get("/me").header("Authorization", "Bearer whatever")))
                .bodyJson()
                .isLenientlyEqualTo("{\"name\":\"anonymous\",\"roles\":[\"admin\"]}");
    }
}
