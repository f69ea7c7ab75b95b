/** Tests of who may do what. */
@NullMarked
package com.kaldrix.monitoring.common.security;

import org.jspecify.annotations.NullMarked;
