import { FASTIFY_ROUTE_CONFIG_METADATA } from '@nestjs/platform-fastify/constants.js';
import { METHOD_METADATA } from '@nestjs/common/constants.js';
import type { FastifyContextConfig } from 'fastify';

/** Adds to what Fastify knows of a route. Nest's own `RouteConfig` would replace what another decorator set. */
export function extendRouteConfig(handler: object, extra: Partial<FastifyContextConfig>): void {
  Reflect.defineMetadata(FASTIFY_ROUTE_CONFIG_METADATA, { ...routeConfigOf(handler), ...extra }, handler);
}

export function routeConfigOf(handler: object): Partial<FastifyContextConfig> {
  return (Reflect.getMetadata(FASTIFY_ROUTE_CONFIG_METADATA, handler) ?? {}) as Partial<FastifyContextConfig>;
}

/** The methods of a controller class, its own and inherited, that answer requests, by name. */
export function routeHandlersOf(controller: { readonly prototype: object }): ReadonlyMap<string, object> {
  const handlers = new Map<string, object>();
  for (let proto: object | null = controller.prototype; proto !== null && proto !== Object.prototype; proto = Object.getPrototypeOf(proto) as object | null) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(proto))) {
      if (typeof value === 'function' && Reflect.hasMetadata(METHOD_METADATA, value as object) && !handlers.has(name)) handlers.set(name, value as object);
    }
  }
  return handlers;
}
