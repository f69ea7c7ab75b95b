/** Which requirements a finding speaks about, and on whose word. */
@NullMarked
package com.kaldrix.monitoring.compliance.mapping;

import org.jspecify.annotations.NullMarked;
