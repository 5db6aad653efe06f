import { ApiExtension } from '@nestjs/swagger';
import { extendRouteConfig, routeConfigOf, routeHandlersOf } from './route-config.js';
import type { Role } from './role.js';

/** Who may call a route: anyone, or the bearers of some roles (and admins). */
export type Access = 'open' | readonly Role[];

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
  }
}

/** Where OpenAPI finds the access of an operation. */
export const ACCESS_EXTENSION = 'x-access';

export function accessOf(handler: object): Access | undefined {
  return routeConfigOf(handler).access;
}

function grant(access: Access): ClassDecorator & MethodDecorator {
  const documented = ApiExtension(ACCESS_EXTENSION, access);
  const onMethod = (target: object, key: string | symbol, descriptor: PropertyDescriptor): void => {
    extendRouteConfig(descriptor.value as object, { access });
    documented(target, key, descriptor);
  };
  return (target: object, key?: string | symbol, descriptor?: PropertyDescriptor): void => {
    if (key !== undefined && descriptor !== undefined) return onMethod(target, key, descriptor);
    // On a class it speaks for every route that doesn't speak for itself: method decorators have run by now.
    const { prototype } = target as { readonly prototype: object };
    for (const [name, handler] of routeHandlersOf({ prototype })) {
      if (accessOf(handler) === undefined) onMethod(prototype, name, { value: handler });
    }
  };
}

/** No token is asked for, and no rate limit applies. */
export const Open = (): ClassDecorator & MethodDecorator => grant('open');

/** Bearers of these roles may call, and admins always; where a user may, a moderator may too. */
export const Roles = (first: Role, ...others: Role[]): ClassDecorator & MethodDecorator => grant([first, ...others]);
