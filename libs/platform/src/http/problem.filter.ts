import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Logger } from '#platform/logging';
import { describeFailure } from './describe-failure.js';
import { problemHeaders, problemText, type Failure } from './problem.js';
import type { RouteTable } from './route-table.js';

/** The one place where errors become answers. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly logger: Logger,
    private readonly routes: RouteTable,
  ) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const failure = describeFailure(thrown);
    if (failure.status >= 500) this.report(thrown, failure, request);
    if (reply.sent || reply.raw.headersSent) return;
    sendFailure(reply, request.is404 ? this.misrouted(failure, request, reply) : failure);
  }

  private misrouted(failure: Failure, request: FastifyRequest, reply: FastifyReply): Failure {
    if (failure.code !== 'route_unknown') return failure;
    const allowed = this.routes.methodsAt(request.url);
    if (allowed.length === 0) return failure;
    void reply.header('allow', allowed.join(', '));
    return { status: 405, code: 'method_not_allowed', detail: 'this route does not answer that method' };
  }

  private report(error: unknown, { code, unexpected }: Failure, request: FastifyRequest): void {
    const fields = { code, method: request.method, route: request.routeOptions.url, requestId: request.id, error };
    this.logger.log(unexpected === true ? 'error' : 'warn', 'request failed', fields);
  }
}

export function sendFailure(reply: FastifyReply, failure: Failure): void {
  void reply.code(failure.status).headers(problemHeaders(failure)).send(problemText(failure, reply.request.id, reply.request.url));
}

/** Answers with `error` as a problem, for plugins whose errors never reach the filter. */
export function sendProblem(reply: FastifyReply, error: unknown): void {
  sendFailure(reply, describeFailure(error));
}
