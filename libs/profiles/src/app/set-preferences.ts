import { AppError, type Clock, type FieldError } from '#kernel';
import type { E164, Identities, Keyring } from '#privacy';
import { newEventId, type EventLog } from '#realtime';
import { EVENT_KINDS } from '#realtime/core';
import { effectivePreferences, PHONE_NUMBER, preferenceFaults, type Preferences } from '../core/preferences.js';
import { openOwnNumber, readOwnNumber, sealOwnNumber } from './own-number.js';
import type { ToldPreferences } from './told-preferences.js';
import type { UserReadModel } from './user-read-model.js';

/** All preferences, the user's own number among them. */
export interface AllPreferences extends Preferences {
  readonly phoneNumber: E164 | null;
}

function notValid(code: string, errors: readonly FieldError[]): AppError {
  return new AppError(code, 'invalid', 'the preferences are not valid', { errors });
}

/** Records what a user chose as a fact in the log; the fold makes it effective a moment later. */
export class SetPreferences {
  constructor(
    private readonly identities: Identities,
    private readonly users: UserReadModel,
    private readonly log: EventLog,
    private readonly keyring: Keyring,
    private readonly settings: { readonly clock: Clock; readonly region: string },
    private readonly unchosen: { readonly told: ToldPreferences; readonly defaults: Preferences },
  ) {}

  /** Returns all preferences as they will stand. @throws AppError `input_invalid`, of an own number alone also `number_unsupported`, `number_withheld` */
  async execute(userId: string, given: Readonly<Record<string, unknown>>): Promise<AllPreferences> {
    const change = this.checked(given);
    const [id] = await this.identities.registerUsers([userId]);
    const stored = { ...(await this.users.preferences(id as number)), ...change };
    const details = this.keyring.seal('details', JSON.stringify(change));
    await this.log.append([{ eventId: newEventId(), kind: EVENT_KINDS.preferences, userId: id as number, occurredAtMs: this.settings.clock.now(), details }]);
    return { ...effectivePreferences(stored, { ...this.unchosen.defaults, ...this.unchosen.told.of(id as number) }), phoneNumber: openOwnNumber(stored[PHONE_NUMBER], this.keyring) ?? null };
  }

  /** The change as it is kept. The number is sealed twice: what is folded from the event stays sealed in its table, and the same in every replay. */
  private checked({ [PHONE_NUMBER]: written, ...others }: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const number = readOwnNumber(written, this.settings.region);
    const faults = written !== undefined && Object.keys(others).length === 0 ? [] : preferenceFaults(others);
    if ('fault' in number) throw notValid(faults.length > 0 ? 'input_invalid' : number.fault.code, [...faults, { path: PHONE_NUMBER, message: number.fault.message }]);
    if (faults.length > 0) throw notValid('input_invalid', faults);
    return written === undefined ? others : { ...others, [PHONE_NUMBER]: sealOwnNumber(number.value, this.keyring) };
  }
}
