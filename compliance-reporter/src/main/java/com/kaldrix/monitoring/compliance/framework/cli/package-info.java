/** What a person asks of the frameworks at a terminal. */
@NullMarked
package com.kaldrix.monitoring.compliance.framework.cli;

import org.jspecify.annotations.NullMarked;
