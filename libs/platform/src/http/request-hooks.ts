import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions, onResponseHookHandler } from 'fastify';
import { AppError } from '#kernel';
import type { Access } from '#platform/auth';
import { runInRequest, type Logger } from '#platform/logging';
import { requestObserver } from '#platform/metrics';
import type { Admission } from './admission.js';
import type { DrainState } from './drain-state.js';
import { traceparentOf } from './request-ids.js';
import type { RouteTable } from './route-table.js';

export interface HookParts {
  readonly admission: Admission;
  readonly drainState: DrainState;
  readonly logger: Logger;
  readonly routes: RouteTable;
  /** Pages served by plugins that anyone may see. */
  readonly openPrefixes: readonly string[];
}

const SLOW_SECONDS = 1;

/** What happens to each answer when it is over, or when its client has gone. */
function accountFor(method: string, route: string, { logger, drainState }: HookParts): (request: FastifyRequest, reply: FastifyReply) => void {
  const observe = requestObserver(method, route);
  return (request, reply) => {
    const seconds = reply.elapsedTime / 1000;
    const status = reply.statusCode;
    drainState.ended(reply.raw);
    observe(status, seconds);
    const notable = status >= 500 || (seconds > SLOW_SECONDS && !streams(reply.getHeader('content-type')));
    if (!notable && !logger.enabled('debug')) return;
    const durationMs = Math.round(seconds * 1e6) / 1e3;
    logger.log(notable ? 'warn' : 'debug', 'request', { method: request.method, route, status, durationMs, requestId: request.id });
  };
}

/** Ids first: whatever happens to the request later can be found by them. One hook for all of it, since each costs. */
function installArrival(instance: FastifyInstance, parts: HookParts): void {
  const accountStray = accountFor('any', 'unmatched', parts);
  instance.addHook('onRequest', (request, reply, done) => {
    const traceparent = traceparentOf(request.headers);
    void reply.header('x-request-id', request.id).header('traceparent', traceparent);
    parts.drainState.started(reply.raw);
    runInRequest({ requestId: request.id, traceparent }, () => {
      if (request.is404) {
        reply.raw.once('close', () => accountStray(request, reply));
        parts.admission.admitStray(request, reply, done);
      } else done(holdsNul(request) ? new AppError('text_unsafe', 'invalid', 'the URL holds a NUL') : undefined);
    });
  });
}

/** Fastify leaves byte sequences that are no UTF-8 alone, so NUL is all that decoding could smuggle in. */
function holdsNul(request: FastifyRequest): boolean {
  return request.raw.url?.includes('%00') === true;
}

/** An event stream lasts as long as its reader stays; that is not slow. */
function streams(contentType: unknown): boolean {
  return typeof contentType === 'string' && contentType.startsWith('text/event-stream');
}

function accessTo(route: RouteOptions, openPrefixes: readonly string[]): Access {
  const stated = route.config?.access;
  if (stated !== undefined) return stated;
  const open = openPrefixes.some((prefix) => route.url === prefix || route.url.startsWith(`${prefix}/`) || route.url.startsWith(`${prefix}-`));
  // Pages of plugins state nothing; nobody but an admin sees those.
  return open ? 'open' : ['admin'];
}

function installRoutes(instance: FastifyInstance, parts: HookParts): void {
  instance.addHook('onRoute', (route) => {
    const methods = [route.method].flat();
    parts.routes.add(methods, route.url);
    const { bodyLimitBytes } = route.config ?? {};
    if (bodyLimitBytes !== undefined) route.bodyLimit = bodyLimitBytes;
    // Hooks made per route hold what they need; asking Fastify for it builds an object for every request.
    const account = accountFor(methods.length === 1 ? String(methods[0]) : 'any', route.url, parts);
    const onResponse: onResponseHookHandler = (request, reply, done) => {
      account(request, reply);
      done();
    };
    route.onRequest = [parts.admission.hookFor(accessTo(route, parts.openPrefixes)), ...[route.onRequest ?? []].flat()];
    route.onResponse = [onResponse, ...[route.onResponse ?? []].flat()];
  });
}

/** Everything that happens around a handler. Must run before the first route is added. */
export function installRequestHooks(instance: FastifyInstance, parts: HookParts): void {
  instance.decorateRequest('principal', undefined);
  installArrival(instance, parts);
  installRoutes(instance, parts);
}
