import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { requireSelf } from './principal.js';

/** Whose data a body speaks for (its `userId`) is settled before the pipes look at whether it is well formed. */
@Injectable()
export class OwnBodyGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { body, principal } = context.switchToHttp().getRequest<FastifyRequest>();
    const { userId } = (body ?? {}) as { readonly userId?: unknown };
    if (typeof userId === 'string' && principal !== undefined) requireSelf(principal, userId);
    return true;
  }
}
