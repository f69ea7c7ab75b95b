/** From messages to findings and other facts, one folder for each source. */
@NullMarked
package com.kaldrix.monitoring.compliance.collect;

import org.jspecify.annotations.NullMarked;
