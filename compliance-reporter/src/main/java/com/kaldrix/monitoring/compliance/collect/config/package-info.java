/** Evaluations and configuration changes of AWS Config. */
@NullMarked
package com.kaldrix.monitoring.compliance.collect.config;

import org.jspecify.annotations.NullMarked;
