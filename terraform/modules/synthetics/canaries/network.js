'use strict';
// Opens a connection to each of PLACES (host:port, separated by commas), and fails when one does not take it within five seconds.
const net = require('net');
const synthetics = require('Synthetics');

const connect = (host, port) =>
  new Promise((resolve, reject) => {
    const socket = net.connect({host, port});
    socket.setTimeout(5000, () => socket.destroy(new Error(`${host}:${port} does not answer within 5 s`)));
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.end();
      resolve();
    });
  });

exports.handler = async () => {
  const failed = [];
  for (const place of process.env.PLACES.split(',')) {
    const [host, port] = place.split(':');
    try {
      await synthetics.executeStep(place, () => connect(host, Number(port)));
    } catch (error) {
      failed.push(`${place}: ${error.message}`);
    }
  }
  if (failed.length > 0) {
    throw new Error(failed.join('; '));
  }
};
