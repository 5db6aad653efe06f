import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DrainState } from './drain-state.js';

export interface DrainLimits {
  /** How long requests are still taken, so that balancers see readiness fail first. */
  readonly graceMs: number;
  /** How long requests in flight may take after that. */
  readonly capMs: number;
}

const LIMITS: DrainLimits = { graceMs: 500, capMs: 10_000 };
const SWEEP_MS = 50;

/** Waits for the last request, then for its connection; after `capMs` connections are cut. */
async function closeServer(server: Server, capMs: number): Promise<void> {
  if (!server.listening) return;
  // A connection that was busy when the server closed turns idle later; nobody else would close it.
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
  const cut = setTimeout(() => server.closeAllConnections(), capMs);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  clearInterval(sweep);
  clearTimeout(cut);
}

/** Readiness fails, requests in flight finish, then modules are destroyed (which closes pools, so it must come last). */
export async function drain(app: NestFastifyApplication, limits: DrainLimits = LIMITS): Promise<void> {
  app.get(DrainState).begin();
  await sleep(limits.graceMs);
  await closeServer(app.getHttpServer(), limits.capMs);
  // What a module waits for may be away for good (a Redis that is gone); the process ends all the same.
  await Promise.race([app.close(), sleep(limits.capMs, undefined, { ref: false })]);
}
