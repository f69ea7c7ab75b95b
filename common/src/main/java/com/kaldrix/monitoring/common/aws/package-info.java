/** How AWS is reached. A service that uses it brings the SDK's {@code apache5-client}. */
@NullMarked
package com.kaldrix.monitoring.common.aws;

import org.jspecify.annotations.NullMarked;
