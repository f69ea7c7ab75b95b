/** Labels, their fingerprint and the matchers over them, as Prometheus and Alertmanager define them. */
@NullMarked
package com.kaldrix.monitoring.common.label;

import org.jspecify.annotations.NullMarked;
