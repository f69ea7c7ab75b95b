/** Any other JSON, by what the configuration says about it. */
@NullMarked
package com.kaldrix.monitoring.alert.intake.mapping;

import org.jspecify.annotations.NullMarked;
