import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { inputsInvalid, type FieldError } from '#kernel';
import { accessOf, requireSelf } from '#platform/auth';
import { queryNamesOf } from './query-names.js';

// A key may be any text, a number too: only one that could be a name is repeated.
const NAME = /^[A-Za-z][A-Za-z0-9_-]{0,39}$/;
/** `foo[bar]`, as forms write objects, is about foo. */
const NESTED = /^([A-Za-z][A-Za-z0-9_-]{0,39})\[/;
const MOST_NAMED = 20;

const pathOf = (name: string): string => (NAME.test(name) ? name : (NESTED.exec(name)?.[1] ?? ''));

function faultsOf(query: Readonly<Record<string, unknown>>, known: ReadonlySet<string>): FieldError[] {
  const knows = known.size === 0 ? 'this route takes no parameters' : `known are ${[...known].join(', ')}`;
  return Object.entries(query).flatMap(([name, value]) => {
    if (!known.has(name)) return [{ path: pathOf(name), message: `is not a parameter of this route; ${knows}` }];
    return typeof value === 'string' ? [] : [{ path: name, message: 'must be given once' }];
  });
}

/** Whose data is asked for is settled first: to strangers nothing is explained. */
export function requireOwn({ params, query, body, principal }: FastifyRequest): void {
  if (principal === undefined) return;
  for (const part of [params, query, body]) {
    const { userId } = (part ?? {}) as { readonly userId?: unknown };
    if (typeof userId === 'string') requireSelf(principal, userId);
  }
}

/**
 * Refuses query parameters that a route does not know, and any given twice: a misspelt `asOf` must not be answered as of now.
 * Open routes (probes, metrics) take whatever a prober adds; pages of plugins never come here.
 */
export class QueryGuard implements CanActivate {
  private readonly known = new WeakMap<object, { readonly names: ReadonlySet<string> | undefined }>();

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (request.raw.url?.includes('?') !== true) return true;
    const names = this.namesOf(context);
    const faults = names === undefined ? [] : faultsOf(request.query as Readonly<Record<string, unknown>>, names);
    if (faults.length === 0) return true;
    requireOwn(request);
    throw inputsInvalid(faults.slice(0, MOST_NAMED));
  }

  private namesOf(context: ExecutionContext): ReadonlySet<string> | undefined {
    const handler = context.getHandler();
    const known = this.known.get(handler) ?? { names: accessOf(handler) === 'open' ? undefined : queryNamesOf(context.getClass(), handler) };
    this.known.set(handler, known);
    return known.names;
  }
}
