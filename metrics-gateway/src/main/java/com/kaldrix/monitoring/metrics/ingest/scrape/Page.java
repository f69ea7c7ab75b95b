package com.kaldrix.monitoring.metrics.ingest.scrape;

import com.kaldrix.monitoring.metrics.ingest.scrape.text.TextFormat;

/**
 * A page as a target sent it, decompressed. The bytes may be used for the next page of the same target.
 *
 * @param bytes holds the page
 * @param length how many of the bytes belong to it
 * @param format how to read it
 */
record Page(byte[] bytes, int length, TextFormat format) {}
