import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';

/** Where `ApiQuery` leaves what it documents. */
const DOCUMENTED = 'swagger/apiParameters';

interface Documented {
  readonly in: string;
  readonly name: string;
}

/**
 * Names of the query parameters that a route reads or documents; undefined where a class of its own describes them, which the
 * pipe then holds them against.
 */
export function queryNamesOf(controller: object, handler: { readonly name: string }): ReadonlySet<string> | undefined {
  const read = Object.entries((Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, handler.name) ?? {}) as Record<string, { readonly index: number; readonly data?: unknown }>)
    .filter(([key]) => key.startsWith(`${RouteParamtypes.QUERY}:`)).map(([, argument]) => argument);
  const types = (Reflect.getMetadata('design:paramtypes', (controller as { readonly prototype: object }).prototype, handler.name) ?? []) as readonly unknown[];
  if (read.some(({ index, data }) => data === undefined && types[index] !== Object)) return undefined;
  const documented = ((Reflect.getMetadata(DOCUMENTED, handler) ?? []) as readonly Documented[]).filter((parameter) => parameter.in === 'query').map(({ name }) => name);
  return new Set([...documented, ...read.flatMap(({ data }) => (typeof data === 'string' ? [data] : []))]);
}
