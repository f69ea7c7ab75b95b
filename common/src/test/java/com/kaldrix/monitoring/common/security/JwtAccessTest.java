package com.kaldrix.monitoring.common.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.kaldrix.monitoring.common.sample.SampleService;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@SpringBootTest(classes = SampleService.class)
@AutoConfigureMockMvc
class JwtAccessTest {
    private static final ECKey KEY = key();
    private static final HttpServer PROVIDER = server();
    private static final String ISSUER =
            "http://localhost:" + PROVIDER.getAddress().getPort();
    private static volatile int answer = 503;

    private final MockMvcTester mvc;
    private final Instant now = Clock.systemUTC().instant();

    @Autowired
    JwtAccessTest(MockMvcTester mvc) {
        this.mvc = mvc;
    }

    @DynamicPropertySource
    static void provider(DynamicPropertyRegistry properties) {
        serve(
                "/.well-known/openid-configuration",
                "{\"issuer\":\"" + ISSUER + "\",\"jwks_uri\":\"" + ISSUER + "/keys\"}");
        serve("/keys", new JWKSet(KEY.toPublicJWK()).toString());
        PROVIDER.start();
        properties.add("kaldrix.security.issuer", () -> ISSUER);
        properties.add("kaldrix.security.audience", () -> "kaldrix");
    }

    private static void serve(String path, String body) {
        PROVIDER.createContext(path, exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    @AfterAll
    static void end() {
        PROVIDER.stop(0);
    }

    @Test
    void takesThePersonAndTheRolesFromAValidTokenAndNothingElse() throws JOSEException {
        String viewer = token(claims -> claims.claim("roles", List.of("viewer", "chef")));

        // The service has started without its identity provider, and says so until it comes.
        answer = 503;
        expect(viewer, 503);
        answer = 200;
        expect(viewer, 200);
        assertThat(mvc.perform(get("/me").header("Authorization", "Bearer " + viewer)))
                .bodyJson()
                .isLenientlyEqualTo("{\"name\":\"ada\",\"roles\":[\"viewer\"]}");

        expect(token(claims -> claims.claim("kaldrix_roles", "responder other")), 200);
        expect(token(claims -> claims), 403);
        expect(token(claims -> claims.claim("roles", "ingest")), 403);

        expect(token(claims -> viewer(claims).audience("another")), 401);
        expect(token(claims -> viewer(claims).issuer("https://elsewhere.example")), 401);
        expect(token(claims -> viewer(claims).expirationTime(at(Duration.ofMinutes(-5)))), 401);
        expect(token(claims -> viewer(claims).expirationTime(null)), 401);
        expect(token(claims -> viewer(claims).notBeforeTime(at(Duration.ofMinutes(5)))), 401);
        expect(token(claims -> viewer(claims).subject(null)), 401);
        expect(signed(viewer(claims()).build(), key()), 401);
        expect(new PlainJWT(viewer(claims()).build()).serialize(), 401);
        SignedJWT withSecret = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256), viewer(claims()).build());
        withSecret.sign(new MACSigner(KEY.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));
        expect(withSecret.serialize(), 401);
        expect(viewer.substring(0, viewer.length() - 4) + "AAAA", 401);
        expect("a.b.c", 401);

        // Known keys outlast the PROVIDER.
        answer = 503;
        expect(viewer, 200);
    }

    private void expect(String token, int status) {
        assertThat(mvc.perform(get("/me").header("Authorization", "Bearer " + token)))
                .as(token)
                .hasStatus(status);
    }

    private String token(UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        return signed(change.apply(claims()).build(), KEY);
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .subject("ada")
                .issuer(ISSUER)
                .audience("kaldrix")
                .expirationTime(at(Duration.ofMinutes(5)));
    }

    private static JWTClaimsSet.Builder viewer(JWTClaimsSet.Builder claims) {
        return claims.claim("roles", List.of("viewer"));
    }

    private Date at(Duration distance) {
        return Date.from(now.plus(distance));
    }

    private static String signed(JWTClaimsSet claims, ECKey key) throws JOSEException {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("one").build(), claims);
        jwt.sign(new ECDSASigner(key));
        return jwt.serialize();
    }

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("one").generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
