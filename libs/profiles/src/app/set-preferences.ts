import { AppError, type Clock } from '#kernel';
import type { Identities, Keyring } from '#privacy';
import { newEventId, type EventLog } from '#realtime';
import { EVENT_KINDS } from '#realtime/core';
import { effectivePreferences, preferenceFaults, type Preferences } from '../core/preferences.js';
import type { UserReadModel } from './user-read-model.js';

/** Records what a user chose as a fact in the log; the fold makes it effective a moment later. */
export class SetPreferences {
  constructor(
    private readonly identities: Identities,
    private readonly users: UserReadModel,
    private readonly log: EventLog,
    private readonly keyring: Keyring,
    private readonly clock: Clock,
    private readonly defaults: Preferences,
  ) {}

  /** Returns all preferences as they will stand. @throws AppError `input_invalid` */
  async execute(userId: string, change: Readonly<Record<string, unknown>>): Promise<Preferences> {
    const errors = preferenceFaults(change);
    if (errors.length > 0) throw new AppError('input_invalid', 'invalid', 'the preferences are not valid', { errors });
    const [id] = await this.identities.registerUsers([userId]);
    const before = await this.users.preferences(id as number);
    const details = this.keyring.seal('details', JSON.stringify(change));
    await this.log.append([{ eventId: newEventId(), kind: EVENT_KINDS.preferences, userId: id as number, occurredAtMs: this.clock.now(), details }]);
    return effectivePreferences({ ...before, ...change }, this.defaults);
  }
}
