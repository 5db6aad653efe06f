import type { Clock } from '#kernel';
import { makeCounter, makeGauge } from '#platform/metrics';
import { admit, breakerState, CLOSED, report, type Breaker, type BreakerState } from './circuit-breaker.js';

const RETRIES = 2;
const FIRST_PAUSE_MS = 100;
const LARGEST_BODY_BYTES = 262_144;

type Outcome = 'answered' | 'unknown' | 'timeout' | 'unreachable' | 'failed' | 'refused' | 'garbage' | 'too_large' | 'not_asked';

/** Another try may help where the other side was slow, away or in trouble; what it says in good health it will say again. */
const WORTH_ANOTHER = new Set<Outcome>(['timeout', 'unreachable', 'failed']);

/** Why there is no answer. Says nothing of addresses, tokens or bodies. */
export class SiblingFault extends Error {
  constructor(readonly service: string, readonly outcome: Outcome) {
    super(`${service}: ${outcome}`);
  }
}

export interface SiblingOptions {
  /** As metrics and health call it. */
  readonly name: string;
  readonly baseUrl: string;
  readonly token?: string | undefined;
  readonly timeoutMs?: number;
  /** Of the pauses between tries; 1 is as long as they get. */
  readonly random: () => number;
}

/** Asks one of the platform's other services for JSON: a bounded time, a bounded answer, two more tries, a circuit breaker. */
export class SiblingClient {
  readonly name: string;
  private breaker: Breaker = CLOSED;
  private readonly stopped = new AbortController();
  private readonly requests = makeCounter({ name: 'sibling_requests_total', help: 'Requests to other services of the platform, by what came of them.', labels: ['service', 'outcome'] });
  private readonly states = makeGauge({ name: 'sibling_breaker_state', help: '1 for the state the circuit breaker is in.', labels: ['service', 'state'] });

  constructor(private readonly options: SiblingOptions, private readonly clock: Clock) {
    this.name = options.name;
    this.show();
  }

  state(): BreakerState {
    return breakerState(this.breaker, this.clock.now());
  }

  /**
   * What stands at `path`, parsed; undefined where the service knows nothing of it (404).
   * @throws SiblingFault
   */
  async get(path: string): Promise<unknown> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.admitted(path);
      } catch (error) {
        const fault = error instanceof SiblingFault ? error : new SiblingFault(this.name, 'unreachable');
        if (attempt >= RETRIES || !WORTH_ANOTHER.has(fault.outcome) || this.stopped.signal.aborted) throw fault;
        // Full jitter: those who failed together do not come back together.
        await this.pause(FIRST_PAUSE_MS * 2 ** attempt * this.options.random());
      }
    }
  }

  close(): void {
    this.stopped.abort();
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resume) => setTimeout(resume, ms).unref());
  }

  private async admitted(path: string): Promise<unknown> {
    const { breaker, admission } = admit(this.breaker, this.clock.now());
    this.breaker = breaker;
    if (admission === undefined) {
      this.count('not_asked');
      throw new SiblingFault(this.name, 'not_asked');
    }
    let outcome: Outcome = 'unreachable';
    try {
      const answer = await this.asked(path);
      outcome = answer === undefined ? 'unknown' : 'answered';
      return answer;
    } catch (error) {
      outcome = outcomeOf(error);
      throw new SiblingFault(this.name, outcome);
    } finally {
      this.breaker = report(this.breaker, { admission, good: outcome === 'answered' || outcome === 'unknown', nowMs: this.clock.now() });
      this.count(outcome);
    }
  }

  private async asked(path: string): Promise<unknown> {
    const { baseUrl, token, timeoutMs = 2000 } = this.options;
    const answer = await fetch(`${baseUrl.replace(/\/+$/, '')}${path}`, {
      headers: { accept: 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
      // A token is for the address it was set for.
      redirect: 'error',
      signal: AbortSignal.any([this.stopped.signal, AbortSignal.timeout(timeoutMs)]),
    });
    if (answer.status !== 200) {
      await answer.body?.cancel();
      if (answer.status === 404) return undefined;
      throw new SiblingFault(this.name, answer.status >= 500 || answer.status === 429 ? 'failed' : 'refused');
    }
    const text = await this.textOf(answer);
    try {
      return JSON.parse(text) as unknown;
    } catch {
      throw new SiblingFault(this.name, 'garbage');
    }
  }

  private async textOf(answer: Response): Promise<string> {
    const parts: Uint8Array[] = [];
    let size = 0;
    // Leaving the loop gives the connection up, so no more than this is ever read.
    for await (const part of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
      size += part.byteLength;
      if (size > LARGEST_BODY_BYTES) throw new SiblingFault(this.name, 'too_large');
      parts.push(part);
    }
    return Buffer.concat(parts).toString('utf8');
  }

  private count(outcome: Outcome): void {
    this.requests.inc({ service: this.name, outcome });
    this.show();
  }

  private show(): void {
    const now = this.state();
    for (const state of ['closed', 'open', 'half-open'] as const) this.states.set({ service: this.name, state }, state === now ? 1 : 0);
  }
}

function outcomeOf(error: unknown): Outcome {
  if (error instanceof SiblingFault) return error.outcome;
  return (error as { name?: string }).name === 'TimeoutError' ? 'timeout' : 'unreachable';
}
