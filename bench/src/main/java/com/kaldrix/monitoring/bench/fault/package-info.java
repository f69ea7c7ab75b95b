/** Load with a ledger, faults, and the reckoning: whether everything that was published was told, and nothing twice. */
@NullMarked
package com.kaldrix.monitoring.bench.fault;

import org.jspecify.annotations.NullMarked;
