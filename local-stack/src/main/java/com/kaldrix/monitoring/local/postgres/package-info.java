/**
 * Real PostgreSQL on this machine, without an installation: the local stack keeps its state in it, and tests get a fresh
 * database each.
 */
@NullMarked
package com.kaldrix.monitoring.local.postgres;

import org.jspecify.annotations.NullMarked;
