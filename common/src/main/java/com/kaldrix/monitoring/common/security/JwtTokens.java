package com.kaldrix.monitoring.common.security;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;

/**
 * What an identity provider says of people. Its keys are fetched when the first token comes, so that a start does not depend
 * on it, and kept for a day when it is away. Times are those of the wall clock, also where the service's clock is faster:
 * the identity provider knows no other.
 */
final class JwtTokens {
    private static final int CONNECT_MILLIS = 2000;
    private static final int READ_MILLIS = 5000;
    private static final int MOST_BYTES = 512 * 1024;
    private static final Duration OUTAGE = Duration.ofDays(1);

    private final JwtProperties properties;
    private final JwtDecoder decoder;

    JwtTokens(JwtProperties properties) {
        this.properties = properties;
        this.decoder = new SupplierJwtDecoder(this::decoder);
    }

    /**
     * Whom the token is about.
     *
     * @throws BadCredentialsException when it is not valid
     * @throws AuthenticationServiceException when the keys to tell cannot be had
     */
    ApiToken read(String token) {
        try {
            Jwt jwt = decoder.decode(token);
            String name = jwt.getClaimAsString(properties.nameClaim());
            if (name == null || name.isBlank()) {
                throw new BadCredentialsException("the token names nobody in claim " + properties.nameClaim());
            }
            return new ApiToken(name, roles(jwt));
        } catch (BadJwtException invalid) {
            throw new BadCredentialsException("the token is not valid", invalid);
        } catch (JwtException | JwtDecoderInitializationException noKeys) {
            throw new AuthenticationServiceException("the keys of the identity provider cannot be had", noKeys);
        }
    }

    private Set<Role> roles(Jwt jwt) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        properties.roleClaims().stream()
                .flatMap(claim -> words(jwt.getClaim(claim)))
                .flatMap(word -> Role.find(word).stream())
                .forEach(roles::add);
        return roles;
    }

    private static Stream<String> words(@Nullable Object claim) {
        if (claim instanceof Collection<?> list) {
            return list.stream().map(String::valueOf);
        }
        return claim instanceof String text ? Arrays.stream(text.split("\\s+")) : Stream.empty();
    }

    private JwtDecoder decoder() {
        DefaultResourceRetriever retriever = new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, MOST_BYTES);
        try {
            String keys = properties.jwkSetUri().isEmpty() ? discover(retriever) : properties.jwkSetUri();
            JWKSource<SecurityContext> source = JWKSourceBuilder.create(url(keys), retriever)
                    .outageTolerant(OUTAGE.toMillis())
                    .build();
            NimbusJwtDecoder nimbus = NimbusJwtDecoder.withJwkSource(source)
                    .jwsAlgorithms(algorithms -> algorithms.addAll(List.of(SignatureAlgorithm.values())))
                    .build();
            nimbus.setJwtValidator(validator());
            return nimbus;
        } catch (IOException | ParseException unreachable) {
            throw new IllegalStateException("no metadata from " + properties.issuer(), unreachable);
        }
    }

    private String discover(DefaultResourceRetriever retriever) throws IOException, ParseException {
        String base = properties.issuer().endsWith("/")
                ? properties.issuer().substring(0, properties.issuer().length() - 1)
                : properties.issuer();
        String metadata = retriever
                .retrieveResource(url(base + "/.well-known/openid-configuration"))
                .getContent();
        Map<String, Object> read = JSONObjectUtils.parse(metadata);
        if (!properties.issuer().equals(read.get("issuer")) || !(read.get("jwks_uri") instanceof String keys)) {
            throw new ParseException("the metadata is of another issuer or names no keys", 0);
        }
        return keys;
    }

    private OAuth2TokenValidator<Jwt> validator() {
        JwtTimestampValidator times = new JwtTimestampValidator();
        times.setAllowEmptyExpiryClaim(false);
        JwtTypeValidator type = new JwtTypeValidator("JWT", "at+jwt");
        type.setAllowEmpty(true);
        return new DelegatingOAuth2TokenValidator<>(
                type,
                times,
                new JwtIssuerValidator(properties.issuer()),
                new JwtClaimValidator<Collection<String>>(
                        "aud", audience -> audience != null && audience.contains(properties.audience())));
    }

    private static URL url(String address) throws MalformedURLException {
        return URI.create(address).toURL();
    }
}
