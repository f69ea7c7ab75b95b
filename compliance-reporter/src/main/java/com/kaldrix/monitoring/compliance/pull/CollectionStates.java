package com.kaldrix.monitoring.compliance.pull;

import java.util.List;

/** How it stands with asking AWS: for reports, metrics and people. */
public interface CollectionStates {
    /** All targets that are to be asked, in their order; empty when nothing is. */
    List<CollectionState> all();
}
