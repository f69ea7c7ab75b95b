'use strict';
// Asks an address, by TARGET, METHOD and BODY, and fails unless it answers 2xx within ten seconds.
const synthetics = require('Synthetics');
const log = require('SyntheticsLogger');

exports.handler = async () => {
  const url = new URL(process.env.TARGET);
  const body = process.env.BODY || '';
  await synthetics.executeHttpStep(
    process.env.STEP || 'ask',
    {
      hostname: url.hostname,
      port: url.port || 443,
      protocol: url.protocol,
      path: url.pathname + url.search,
      method: process.env.METHOD || 'GET',
      headers: body ? {'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body)} : {},
      body,
      timeout: 10000,
    },
    (response) =>
      new Promise((resolve, reject) => {
        response.on('data', () => {});
        response.on('error', reject);
        response.on('end', () => {
          log.info(`${url.hostname} answered ${response.statusCode}`);
          if (response.statusCode >= 200 && response.statusCode < 300) {
            resolve();
          } else {
            reject(new Error(`${url.href} answered ${response.statusCode} ${response.statusMessage}`));
          }
        });
      }),
    {includeRequestHeaders: false, includeResponseHeaders: true},
  );
};
