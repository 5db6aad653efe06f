import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Redis } from 'ioredis';
import { TokenVerifier } from '#platform/auth';
import type { Settings } from '#platform/config';
import { Logger, NestLogger } from '#platform/logging';
import { Admission } from './admission.js';
import { BodyGuard } from './body.guard.js';
import { installBodyParsers } from './body-parsers.js';
import { DrainState } from './drain-state.js';
import { HttpModule } from './http.module.js';
import { ProblemFilter } from './problem.filter.js';
import { QueryGuard } from './query.guard.js';
import { RateLimiter } from './rate-limiter.js';
import { installRequestHooks } from './request-hooks.js';
import { RouteTable } from './route-table.js';
import { serverOptions } from './server-options.js';
import { InputPipe } from './validation.js';

export interface HttpAppOptions {
  readonly settings: Settings;
  readonly logger?: Logger;
  /** Shares rate limits between processes; without it each counts for itself. */
  readonly redis?: Redis;
  /** Paths of plugin pages that need no token. The docs are always among them. */
  readonly openPrefixes?: readonly string[];
  /**
   * Whether `currentRequest()` finds its request in handlers; true unless said. On Node 20 the first use of
   * AsyncLocalStorage slows every promise of the process, about 8 µs a request. Without it, handlers pass
   * `request.requestContext` on by hand, and only the lines written around a handler carry its request's id.
   */
  readonly asyncContext?: boolean;
}

const DOCS_PREFIX = '/api/docs';

/**
 * A Nest app on Fastify with everything around its handlers in place: ids, tokens, limits, body checks, problems, metrics.
 * Plugins that add routes must be registered on what it returns, before `listen`. Express-style middleware is not supported.
 */
export async function createHttpApp(feature: Type | DynamicModule, options: HttpAppOptions): Promise<NestFastifyApplication> {
  const { settings, redis, openPrefixes = [], asyncContext = true } = options;
  const logger = options.logger ?? new Logger({ level: settings.env.LOG_LEVEL });
  const adapter = new FastifyAdapter({ ...serverOptions(), skipMiddie: true });
  const root = HttpModule.around(feature, settings, logger);
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, { logger: new NestLogger(logger), bodyParser: false, abortOnError: false });
  const routes = new RouteTable();
  const limiter = new RateLimiter({ max: settings.env.RATE_LIMIT_MAX, windowMs: settings.env.RATE_LIMIT_WINDOW }, redis);
  const instance = adapter.getInstance<FastifyInstance>();
  installBodyParsers(instance);
  const admission = new Admission(app.get(TokenVerifier), limiter);
  const prefixes = [DOCS_PREFIX, ...openPrefixes];
  installRequestHooks(instance, { admission, drainState: app.get(DrainState), logger, routes, openPrefixes: prefixes, asyncContext });
  app.useGlobalFilters(new ProblemFilter(logger, routes));
  app.useGlobalGuards(new QueryGuard(), new BodyGuard());
  app.useGlobalPipes(new InputPipe());
  return app;
}
