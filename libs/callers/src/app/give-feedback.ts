import type { Clock } from '#kernel';
import type { E164, Identities, Keyring } from '#privacy';
import { newEventId, type EventLog, type IdempotentActs } from '#realtime';
import { EVENT_KINDS, type FeedbackLabel, type SpamCategory } from '#realtime/core';

/** What a user says of a number. The comment stays sealed in the log. */
export interface Feedback {
  readonly userId: string;
  readonly label: FeedbackLabel;
  readonly category?: SpamCategory;
  readonly comment?: string;
}

/** Records what a user says of a number as a fact in the log; the fold makes it count a moment later. */
export class GiveFeedback {
  constructor(
    private readonly identities: Identities,
    private readonly log: EventLog,
    private readonly keyring: Keyring,
    private readonly clock: Clock,
    private readonly acts: IdempotentActs,
  ) {}

  /** Returns the id of the recorded fact. @param key makes giving the same feedback again the same act. @throws AppError `idempotency_key_reused` */
  async execute(number: E164, { userId, ...said }: Feedback, key: string | undefined): Promise<string> {
    const act = this.acts.idOf(key, ['feedback', userId, number]);
    await this.acts.claim(act, JSON.stringify([said.label, said.category, said.comment]));
    const [[user], [caller]] = await Promise.all([this.identities.registerUsers([userId]), this.identities.registerPhones([number])]);
    const eventId = act ?? newEventId();
    const details = this.keyring.seal('details', JSON.stringify(said));
    await this.log.append([{ eventId, kind: EVENT_KINDS.feedback, userId: user as number, subjectId: caller, occurredAtMs: this.clock.now(), details }]);
    return eventId;
  }
}
