/** Identities that follow from content. */
@NullMarked
package com.kaldrix.monitoring.compliance.identity;

import org.jspecify.annotations.NullMarked;
