/** Findings of Inspector. */
@NullMarked
package com.kaldrix.monitoring.compliance.collect.inspector;

import org.jspecify.annotations.NullMarked;
