package com.kaldrix.monitoring.local.sink;

/** One sink: what it has received and how it misbehaves. */
record Channel(SinkName name, Journal journal, Behaviours behaviours) {}
