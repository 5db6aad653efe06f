import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { requireSelf, type Principal } from '#platform/auth';

/** Whose data a path names (its `:userId`) is settled before the pipes look at whether the body is well formed. */
@Injectable()
export class OwnPathGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { params, principal } = context.switchToHttp().getRequest<FastifyRequest & { readonly principal?: Principal }>();
    const { userId } = params as { readonly userId?: string };
    if (userId !== undefined && principal !== undefined) requireSelf(principal, userId);
    return true;
  }
}
