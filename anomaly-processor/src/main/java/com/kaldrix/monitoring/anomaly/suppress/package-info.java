/** What people have said is not worth telling: rules that can be read, and taken back. */
@NullMarked
package com.kaldrix.monitoring.anomaly.suppress;

import org.jspecify.annotations.NullMarked;
