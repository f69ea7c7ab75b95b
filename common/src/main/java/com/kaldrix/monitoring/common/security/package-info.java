/** Who may do what: JWT for people, hashed API tokens for machines, four roles. */
@NullMarked
package com.kaldrix.monitoring.common.security;

import org.jspecify.annotations.NullMarked;
