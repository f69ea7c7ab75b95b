/** Who is on call: people, teams, schedules, and whom a name in an escalation step stands for at a moment. */
@NullMarked
package com.kaldrix.monitoring.alert.oncall;

import org.jspecify.annotations.NullMarked;
