package com.kaldrix.monitoring.alert.receiver;

import com.kaldrix.monitoring.common.secret.Secret;

/**
 * What goes into the {@code Authorization} header: {@code http_config.authorization} or {@code basic_auth}.
 *
 * @param scheme such as {@code Bearer} or {@code Basic}
 * @param credentials what follows the scheme; for {@code Basic} already encoded
 */
public record HttpAuthorization(String scheme, Secret credentials) {}
