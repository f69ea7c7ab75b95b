/** Who did what, when, to what and from where; and who was refused. */
@NullMarked
package com.kaldrix.monitoring.common.audit;

import org.jspecify.annotations.NullMarked;
