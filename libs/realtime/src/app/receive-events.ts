import { AppError, type Clock } from '#kernel';
import type { AcceptEvents, Acceptance, Candidate } from './accept-events.js';
import type { Keyring } from '#privacy';
import { idempotentEventId, newEventId } from './event-ids.js';
import type { IdempotentActs } from './idempotent-acts.js';
import type { IntakeStatistics } from './intake-statistics.js';

/** Who sends, and the key under which sending again is the same act. */
export interface Sender {
  readonly subject: string;
  readonly key: string | undefined;
  /** Whether it is a user who speaks for themselves, so that nobody else vouches for what they send. */
  readonly claims?: boolean;
  /** What was sent, as it was sent. */
  readonly body: string | Uint8Array;
}

/** The intake as HTTP sees it: ids for events that bring none, and a refusal where nothing was any good. */
export class ReceiveEvents {
  constructor(
    private readonly accept: AcceptEvents,
    private readonly statistics: IntakeStatistics,
    private readonly clock: Clock,
    private readonly keyring: Keyring,
    private readonly acts: IdempotentActs,
  ) {}

  /** @throws AppError `event_invalid` where no candidate is valid, `idempotency_key_reused` */
  async execute(candidates: readonly Candidate[], { subject, key, claims = false, body }: Sender): Promise<Acceptance> {
    const act = this.acts.idOf(key, ['events', subject]);
    const idFor = key === undefined ? newEventId : (index: number) => idempotentEventId(this.keyring, ['events', subject, key, index]);
    const acceptance = await this.accept.execute(candidates, idFor, { claimed: claims, before: () => this.acts.claim(act, body) });
    this.statistics.count(acceptance.accepted, acceptance.rejected.length, this.clock.now());
    if (acceptance.accepted === 0) throw nothingValid(acceptance, candidates.length);
    return acceptance;
  }
}

function nothingValid({ rejected }: Acceptance, sent: number): AppError {
  if (sent === 1) return new AppError('event_invalid', 'invalid', 'the event is not valid', { errors: rejected[0]?.errors ?? [] });
  const errors = rejected.flatMap(({ index, errors: faults }) => faults.map(({ path, message }) => ({ path: path === '' ? `${index}` : `${index}.${path}`, message })));
  return new AppError('event_invalid', 'invalid', 'none of the events is valid', { errors: errors.slice(0, 100) });
}
