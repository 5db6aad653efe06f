import type { ServerResponse } from 'node:http';

type Answer = Pick<ServerResponse, 'shouldKeepAlive'>;

/** Whether the process is about to stop. Readiness asks it, and streams end on its signal. */
export class DrainState {
  private readonly controller = new AbortController();
  private readonly pending = new Set<Answer>();

  get draining(): boolean {
    return this.controller.signal.aborted;
  }

  /** Aborts when draining begins; long-lived answers (event streams) must end then. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Answers under way. */
  get inFlight(): number {
    return this.pending.size;
  }

  begin(): void {
    for (const answer of this.pending) answer.shouldKeepAlive = false;
    this.controller.abort();
  }

  started(answer: Answer): void {
    // Node then says `Connection: close`, so that no client sends its next request into a closing door.
    if (this.draining) answer.shouldKeepAlive = false;
    this.pending.add(answer);
  }

  ended(answer: Answer): void {
    this.pending.delete(answer);
  }
}
