/** Findings of Macie. */
@NullMarked
package com.kaldrix.monitoring.compliance.collect.macie;

import org.jspecify.annotations.NullMarked;
