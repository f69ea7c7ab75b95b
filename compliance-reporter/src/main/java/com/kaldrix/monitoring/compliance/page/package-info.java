/** What the lists of the API share. */
@NullMarked
package com.kaldrix.monitoring.compliance.page;

import org.jspecify.annotations.NullMarked;
