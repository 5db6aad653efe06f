import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError, Clock } from '#kernel';
import { CurrentPrincipal, expiryOf, Roles, type Principal } from '#platform/auth';
import { ApiProblems, DrainState } from '#platform/http';
import { Identities } from '#privacy';
import { LiveFeed } from '../../app/live/live-feed.js';
import { LIVE_TYPES, type LiveEvent } from '../../app/live/live-stream.js';
import { ObserveStream } from '../../app/observe-stream.js';
import { invalid } from '../faults.js';
import { serveStream, type StreamTerms } from './serve-stream.js';

const TERMS: StreamTerms = { heartbeatMs: 15_000, patienceMs: 10_000 };
const MOST_A_SUBJECT = 10;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

function typesOf(text: string | undefined): ReadonlySet<string> {
  const wanted = text === undefined ? LIVE_TYPES : text.split(',');
  if (!wanted.every((type) => LIVE_TYPES.some((known) => known === type))) throw invalid('types', `must be some of ${LIVE_TYPES.join(',')}`);
  return new Set(wanted);
}

function lastIdOf({ headers }: FastifyRequest): number | undefined {
  const lastId = headers['last-event-id'];
  if (lastId === undefined) return undefined;
  if (typeof lastId !== 'string' || !/^\d{1,15}$/.test(lastId)) throw invalid('last-event-id', 'must be the id of an event of this stream');
  return Number(lastId);
}

@ApiTags('stream')
@Controller('api/realtime/stream')
@Roles('user')
export class LiveController {
  private readonly open = new Map<string, number>();

  constructor(
    @Inject(LiveFeed) private readonly feed: LiveFeed,
    @Inject(ObserveStream) private readonly observe: ObserveStream,
    @Inject(Identities) private readonly identities: Identities,
    @Inject(DrainState) private readonly drainState: DrainState,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'What happens, as server-sent events',
    description:
      "Incidents and insights of the token's subject; an admin's are everybody's and the platform's, with the stream's metrics at each heartbeat. Begins with `ready`. "
      + 'With `Last-Event-ID` it goes on after that event, up to a day back; where more was missed `ready` says `isTorn`. Ends with `end` when the token expires or the service stops.',
  })
  @ApiQuery({ name: 'types', required: false, example: 'incident,insight', description: 'Some of incident, insight, metric' })
  @ApiHeader({ name: 'last-event-id', required: false, example: '1042' })
  @ApiOkResponse({ description: 'Events of the types `incident.*`, `insight.*`, `metric.*`', content: { 'text/event-stream': { schema: { type: 'string' } } } })
  @ApiProblems(400)
  async stream(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @CurrentPrincipal() principal: Principal, @Query('types') types?: string): Promise<void> {
    const wanted = typesOf(types);
    const begin = await this.beginningOf(lastIdOf(request));
    const isAdmin = principal.role === 'admin';
    const [own] = isAdmin ? [undefined] : await this.identities.registerUsers([principal.subject]);
    this.enter(principal.subject);
    const gone = new AbortController();
    request.raw.once('close', () => gone.abort('client_gone'));
    reply.raw.once('close', () => gone.abort('client_gone'));
    const signal = AbortSignal.any([gone.signal, this.until(request.headers.authorization, gone), this.stopping(gone)]);
    void reply.header('content-type', 'text/event-stream; charset=utf-8').header('cache-control', 'no-store, no-transform').header('x-accel-buffering', 'no');
    reply.hijack();
    reply.raw.writeHead(200, reply.getHeaders() as Record<string, string>);
    const sees = ({ userId, type }: LiveEvent): boolean => (isAdmin || userId === own) && wanted.has(type.slice(0, type.indexOf('.')));
    const pulse = isAdmin && wanted.has('metric') ? () => this.observe.metrics() : undefined;
    try {
      await serveStream(reply.raw, this.feed, { ...begin, sees, pulse, signal }, TERMS);
    } finally {
      this.leave(principal.subject);
      gone.abort('over');
    }
  }

  private async beginningOf(lastId: number | undefined): Promise<{ readonly after: number; readonly isTorn: boolean }> {
    await this.feed.ring();
    const { head } = this.feed;
    // A later one is another database's, or made up: what comes is told all the same.
    if (lastId === undefined || lastId > head) return { after: head, isTorn: lastId !== undefined };
    return { after: lastId, isTorn: lastId < (await this.feed.forgottenSeq()) };
  }

  /** @throws AppError `streams_full` */
  private enter(subject: string): void {
    const streams = this.open.get(subject) ?? 0;
    if (streams >= MOST_A_SUBJECT) throw new AppError('streams_full', 'rate-limited', `at most ${MOST_A_SUBJECT} streams are open for one subject`, { retryAfterSeconds: 30 });
    this.open.set(subject, streams + 1);
  }

  private leave(subject: string): void {
    const streams = (this.open.get(subject) ?? 1) - 1;
    if (streams === 0) this.open.delete(subject);
    else this.open.set(subject, streams);
  }

  private until(header: string | undefined, gone: AbortController): AbortSignal {
    const end = new AbortController();
    const leftMs = (expiryOf(header) ?? Infinity) - this.clock.now();
    const timer = setTimeout(() => end.abort('token_expired'), Math.min(Math.max(0, leftMs), LONGEST_TIMER_MS));
    gone.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
    return end.signal;
  }

  private stopping(gone: AbortController): AbortSignal {
    const end = new AbortController();
    const { signal } = this.drainState;
    const stop = (): void => end.abort('stopping');
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true, signal: gone.signal });
    return end.signal;
  }
}
