import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '#kernel';
import { permits, type Access, type Principal, type Role, type TokenVerifier } from '#platform/auth';
import { rateLimitHeaders, type RateLimiter } from './rate-limiter.js';

type Done = (error?: Error) => void;
export type RequestHook = (request: FastifyRequest, reply: FastifyReply, done: Done) => void;

function addressKey(request: FastifyRequest): string {
  return `address:${request.ip}`;
}

/** Lets requests in: token, rate limit, role, in that order, all before the body is read. */
export class Admission {
  constructor(
    private readonly verifier: TokenVerifier,
    private readonly limiter: RateLimiter,
  ) {}

  /** The check in front of one route. */
  hookFor(access: Access): RequestHook {
    if (access === 'open') return (_request, _reply, done) => done();
    return (request, reply, done) => {
      const principal = this.verifier.remembered(request.headers.authorization);
      // No promise on the path that sibling services take thousands of times a second.
      if (principal?.role === 'system') enter(request, principal, access, done);
      else this.admit(request, reply, access).then(() => done(), done);
    };
  }

  /** Requests that no route takes are counted too, so that nobody may search for routes without end. */
  readonly admitStray: RequestHook = (request, reply, done) => {
    this.count(addressKey(request), reply).then(() => done(), done);
  };

  private async admit(request: FastifyRequest, reply: FastifyReply, allowed: readonly Role[]): Promise<void> {
    const principal = await this.identify(request, reply);
    if (principal.role !== 'system') await this.count(`subject:${principal.subject}`, reply);
    enter(request, principal, allowed);
  }

  private async identify(request: FastifyRequest, reply: FastifyReply): Promise<Principal> {
    const header = request.headers.authorization;
    try {
      return this.verifier.remembered(header) ?? (await this.verifier.verify(header));
    } catch (error) {
      if (error instanceof AppError && error.kind !== 'unavailable') await this.count(addressKey(request), reply);
      throw error;
    }
  }

  private async count(key: string, reply: FastifyReply): Promise<void> {
    const standing = await this.limiter.consume(key);
    void reply.headers(rateLimitHeaders(this.limiter.limit, standing));
    if (standing.allowed) return;
    throw new AppError('rate_limited', 'rate-limited', 'too many requests in this window', { retryAfterSeconds: standing.resetMs / 1000 });
  }
}

function enter(request: FastifyRequest, principal: Principal, allowed: readonly Role[], done?: Done): void {
  request.principal = principal;
  request.requestContext.subject = principal.subject;
  const refusal = permits(allowed, principal.role) ? undefined : new AppError('forbidden_role', 'forbidden', `this route is for ${allowed.join(', ')}`);
  if (done !== undefined) done(refusal);
  else if (refusal !== undefined) throw refusal;
}
