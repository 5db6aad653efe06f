import { AppError, type Clock } from '#kernel';
import type { E164, Identities, Keyring } from '#privacy';
import { newEventId, type EventLog } from '#realtime';
import { EVENT_KINDS } from '#realtime/core';
import { effectivePreferences, PHONE_NUMBER, preferenceFaults, type Preferences } from '../core/preferences.js';
import { openOwnNumber, readOwnNumber, sealOwnNumber } from './own-number.js';
import type { UserReadModel } from './user-read-model.js';

/** All preferences, the user's own number among them. */
export interface AllPreferences extends Preferences {
  readonly phoneNumber: E164 | null;
}

/** Records what a user chose as a fact in the log; the fold makes it effective a moment later. */
export class SetPreferences {
  constructor(
    private readonly identities: Identities,
    private readonly users: UserReadModel,
    private readonly log: EventLog,
    private readonly keyring: Keyring,
    private readonly settings: { readonly clock: Clock; readonly region: string },
    private readonly defaults: Preferences,
  ) {}

  /** Returns all preferences as they will stand. @throws AppError `input_invalid` */
  async execute(userId: string, given: Readonly<Record<string, unknown>>): Promise<AllPreferences> {
    const change = this.checked(given);
    const [id] = await this.identities.registerUsers([userId]);
    const stored = { ...(await this.users.preferences(id as number)), ...change };
    const details = this.keyring.seal('details', JSON.stringify(change));
    await this.log.append([{ eventId: newEventId(), kind: EVENT_KINDS.preferences, userId: id as number, occurredAtMs: this.settings.clock.now(), details }]);
    return { ...effectivePreferences(stored, this.defaults), phoneNumber: openOwnNumber(stored[PHONE_NUMBER], this.keyring) ?? null };
  }

  /** The change as it is kept. The number is sealed twice: what is folded from the event stays sealed in its table, and the same in every replay. */
  private checked({ [PHONE_NUMBER]: written, ...others }: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const number = readOwnNumber(written, this.settings.region);
    const errors = [...(written !== undefined && Object.keys(others).length === 0 ? [] : preferenceFaults(others)), ...('fault' in number ? [number.fault] : [])];
    if (errors.length > 0 || 'fault' in number) throw new AppError('input_invalid', 'invalid', 'the preferences are not valid', { errors });
    return written === undefined ? others : { ...others, [PHONE_NUMBER]: sealOwnNumber(number.value, this.keyring) };
  }
}
