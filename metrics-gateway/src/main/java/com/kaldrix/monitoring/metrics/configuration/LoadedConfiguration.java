package com.kaldrix.monitoring.metrics.configuration;

import com.kaldrix.monitoring.metrics.forward.remotewrite.RemoteWriteTarget;
import com.kaldrix.monitoring.metrics.ingest.scrape.ScrapeJob;
import java.util.List;

/**
 * Both files together.
 *
 * @param original the first file, without comments and secrets
 * @param hash SHA-256 over both files, in hexadecimal digits
 * @param jobs what is scraped
 * @param targets what is forwarded to
 * @param rules the second file
 */
record LoadedConfiguration(
        String original, String hash, List<ScrapeJob> jobs, List<RemoteWriteTarget> targets, KaldrixFile rules) {}
