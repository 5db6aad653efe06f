import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AppError } from '#kernel';
import type { Principal } from './principal.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set before the body is read; absent on open routes. */
    principal: Principal | undefined;
  }
}

/** The principal of the request; only for routes under `@Roles`. */
export const CurrentPrincipal = createParamDecorator((_data: unknown, context: ExecutionContext): Principal => {
  const { principal } = context.switchToHttp().getRequest<FastifyRequest>();
  if (principal === undefined) throw new AppError('token_missing', 'unauthenticated', 'an Authorization header with a Bearer token is needed');
  return principal;
});
