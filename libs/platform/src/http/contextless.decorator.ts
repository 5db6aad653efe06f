import { extendRouteConfig } from '#platform/auth';

declare module 'fastify' {
  interface FastifyContextConfig {
    contextless?: boolean;
  }
}

/**
 * For the busiest routes: `currentRequest()` knows nothing there, and the handler passes `request.requestContext` on by
 * hand. Carrying a context through every promise costs as much as authentication, limits and metrics together.
 */
export function Contextless(): MethodDecorator {
  return (_target, _key, descriptor) => extendRouteConfig(descriptor.value as object, { contextless: true });
}
