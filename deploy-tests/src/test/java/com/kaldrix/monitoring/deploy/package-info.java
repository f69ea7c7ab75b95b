/** What is deployed and operated: chart, dashboards, rules, scripts, held against what the services really do. */
@NullMarked
package com.kaldrix.monitoring.deploy;

import org.jspecify.annotations.NullMarked;
