package com.kaldrix.monitoring.compliance.drift;

import com.kaldrix.monitoring.compliance.finding.Control;
import com.kaldrix.monitoring.compliance.framework.Namespace;
import java.util.List;

/** Tells findings that say that somebody is in, or that data has left, from those that say that the door is open. */
public final class Breach {
    /** The beginnings of types of GuardDuty: what the finding is the purpose of. */
    private static final List<String> PURPOSES = List.of("Exfiltration:", "Impact:", "Backdoor:", "Trojan:");

    private Breach() {}

    /**
     * Whether a failure of this control is a breach.
     *
     * @see <a href="https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-format.html">GuardDuty, finding format, ThreatPurpose</a>
     */
    public static boolean is(Control control) {
        return control.namespace().equals(Namespace.GUARD_DUTY.word())
                && PURPOSES.stream().anyMatch(control.name()::startsWith);
    }
}
