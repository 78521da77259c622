import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Usage } from '../load/server-process';

/**
 * Listens on a free port of the loopback interface and sends the port to the parent process. Then answers its requests
 * for the resources used so far. Ends with the parent.
 */
export function announce(server: Server): void {
  let requests = 0;
  server.on('request', () => {
    requests++;
  });
  // While a server waits for its core, its connections only seem to be idle.
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
  process.on('message', () => process.send?.(usage(requests)));
  process.on('disconnect', () => process.exit());
}

function usage(requests: number): Usage {
  const { user, system } = process.cpuUsage();
  return { requests, cpuMicroseconds: user + system, peakKilobytes: process.resourceUsage().maxRSS };
}
