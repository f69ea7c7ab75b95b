/** What two services share and what is written down as a contract; no business rules, no repositories. */
@NullMarked
package com.kaldrix.monitoring.common;

import org.jspecify.annotations.NullMarked;
