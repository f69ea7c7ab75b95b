/** What the suite is deployed with, held against the services that it deploys. */
@NullMarked
package com.kaldrix.monitoring.e2e.deploy;

import org.jspecify.annotations.NullMarked;
