package com.kaldrix.monitoring.common.security;

import java.util.Optional;

/** Where API tokens are known. All beans of this type are asked, in their order. */
public interface ApiTokens {
    /**
     * The token with this digest.
     *
     * @return empty when it is not known here, or no longer valid
     * @throws RuntimeException when nobody can tell right now; the caller is then asked to try again
     */
    Optional<ApiToken> find(TokenDigest digest);
}
