package com.kaldrix.monitoring.alert.condition;

import java.util.List;

/** The conditions of the configuration in force. */
@FunctionalInterface
public interface ConditionRules {
    /** In the order of the file; others after the configuration has been loaded anew. */
    List<Condition> current();
}
