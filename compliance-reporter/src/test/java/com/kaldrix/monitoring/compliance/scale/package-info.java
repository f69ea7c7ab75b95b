/** Many findings: how fast they are taken in and scored. */
@NullMarked
package com.kaldrix.monitoring.compliance.scale;

import org.jspecify.annotations.NullMarked;
