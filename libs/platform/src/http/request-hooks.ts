import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { AppError } from '#kernel';
import type { Access } from '#platform/auth';
import { runInRequest, type Logger, type RequestContext } from '#platform/logging';
import { requestObserver } from '#platform/metrics';
import type { Admission, RequestHook } from './admission.js';
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
  readonly asyncContext: boolean;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** What `currentRequest()` answers, also where `asyncContext` is off. */
    requestContext: RequestContext;
  }
}

const SLOW_SECONDS = 1;
/** The status under which nginx, too, books requests whose client left before the answer. */
const CLIENT_GONE = 499;

/** Follows an answer until it is over or its client has gone ('finish' tells only of the former). */
function followerOf(method: string, route: string, { logger, drainState }: HookParts): (request: FastifyRequest, reply: FastifyReply) => void {
  const observe = requestObserver(method, route);
  const over = (request: FastifyRequest, reply: FastifyReply): void => {
    const seconds = reply.elapsedTime / 1000;
    const status = reply.raw.writableFinished ? reply.statusCode : CLIENT_GONE;
    drainState.ended(reply.raw);
    observe(status, seconds);
    const notable = status >= 500 || (seconds > SLOW_SECONDS && !streams(request, reply));
    if (!notable && !logger.enabled('debug')) return;
    const durationMs = Math.round(seconds * 1e6) / 1e3;
    logger.log(notable ? 'warn' : 'debug', 'request', { method: request.method, route, status, durationMs, requestId: request.id });
  };
  return (request, reply) => {
    drainState.started(reply.raw);
    reply.raw.once('close', () => over(request, reply));
  };
}

/** Ids first: whatever happens to the request later can be found by them. */
function installArrival(instance: FastifyInstance, parts: HookParts): void {
  const followStray = followerOf('any', 'unmatched', parts);
  instance.addHook('onRequest', (request, reply, done) => {
    const traceparent = traceparentOf(request.headers);
    request.requestContext = { requestId: request.id, traceparent };
    void reply.header('x-request-id', request.id).header('traceparent', traceparent);
    // Answers hold whole numbers and what somebody did; whoever has something to keep says so.
    if (request.raw.url?.startsWith('/api/') === true) void reply.header('cache-control', 'no-store');
    if (!request.is404) return done();
    followStray(request, reply);
    parts.admission.admitStray(request, reply, done);
  });
}

/** Fastify leaves byte sequences that are no UTF-8 alone, so NUL is all that decoding could smuggle in. */
function holdsNul(request: FastifyRequest): boolean {
  return request.raw.url?.includes('%00') === true;
}

/** An event stream lasts as long as its reader stays; that is not slow. Nest writes its type past Fastify, hence the second question. */
function streams(request: FastifyRequest, reply: FastifyReply): boolean {
  const type = reply.getHeader('content-type') ?? request.headers.accept;
  return typeof type === 'string' && type.startsWith('text/event-stream');
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
    route.onRequest = [entranceOf(route, methods, parts), ...[route.onRequest ?? []].flat()];
  });
}

/** One hook a route holds all it needs: each further hook costs, and asking Fastify for the route builds an object every time. */
function entranceOf(route: RouteOptions, methods: readonly string[], parts: HookParts): RequestHook {
  const follow = followerOf(methods.length === 1 ? String(methods[0]) : 'any', route.url, parts);
  const admit = parts.admission.hookFor(accessTo(route, parts.openPrefixes));
  return (request, reply, done) => {
    follow(request, reply);
    if (holdsNul(request)) done(new AppError('text_unsafe', 'invalid', 'the URL holds a NUL'));
    else if (parts.asyncContext) runInRequest(request.requestContext, () => admit(request, reply, done));
    else admit(request, reply, done);
  };
}

/** Everything that happens around a handler. Must run before the first route is added. */
export function installRequestHooks(instance: FastifyInstance, parts: HookParts): void {
  instance.decorateRequest('principal', undefined);
  instance.decorateRequest('requestContext', undefined as never);
  installArrival(instance, parts);
  installRoutes(instance, parts);
}
