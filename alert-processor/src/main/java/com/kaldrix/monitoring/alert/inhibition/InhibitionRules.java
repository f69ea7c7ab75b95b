package com.kaldrix.monitoring.alert.inhibition;

import java.util.List;

/** The inhibition rules of the configuration in force. */
@FunctionalInterface
public interface InhibitionRules {
    /** In the order of the file; others after the configuration has been loaded anew. */
    List<InhibitionRule> current();
}
