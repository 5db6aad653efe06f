import { AppError, type Clock } from '#kernel';
import { readRules, type Rule } from '#callers/core';
import { numberPattern, type Identities, type Keyring } from '#privacy';
import { newEventId, type EventLog } from '#realtime';
import { EVENT_KINDS } from '#realtime/core';
import { openRules, RULES, sealRules } from './sealed-rules.js';
import type { UserReadModel } from './user-read-model.js';

/** The rules of a user: read as they stand, replaced as a whole. */
export class UserRules {
  constructor(
    private readonly identities: Identities,
    private readonly users: UserReadModel,
    private readonly log: EventLog,
    private readonly keyring: Keyring,
    private readonly settings: { readonly clock: Clock; readonly region: string },
  ) {}

  async get(userId: string): Promise<readonly Rule[]> {
    const id = await this.identities.findUser(userId);
    if (id === undefined) return [];
    const { [RULES]: value } = await this.users.preferences(id);
    return openRules(value, this.keyring);
  }

  /** Records the rules as a fact in the log; the fold makes them effective a moment later. Returns them as they will stand. @throws AppError `input_invalid` */
  async replace(userId: string, given: unknown): Promise<readonly Rule[]> {
    const read = readRules(given, (written) => numberPattern(written, this.settings.region));
    if ('errors' in read) throw new AppError('input_invalid', 'invalid', 'the rules are not valid', { errors: read.errors });
    const [id] = await this.identities.registerUsers([userId]);
    // Sealed twice: what is folded from the event stays sealed in its table, and the same in every replay.
    const details = this.keyring.seal('details', JSON.stringify({ [RULES]: sealRules(read.value, this.keyring) }));
    await this.log.append([{ eventId: newEventId(), kind: EVENT_KINDS.preferences, userId: id as number, occurredAtMs: this.settings.clock.now(), details }]);
    return read.value;
  }
}
