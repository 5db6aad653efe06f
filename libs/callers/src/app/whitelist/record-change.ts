import type { Clock } from '#kernel';
import type { Keyring } from '#privacy';
import { newEventId, type EventLog } from '#realtime';
import { EVENT_KINDS } from '#realtime/core';
import type { WhitelistChange } from '../../core/index.js';
import { openChange, type ChangeDetails } from './open-change.js';

/** Puts what a user says of a number on the whitelist into the log; the fold makes it count a moment later. */
export class RecordChange {
  constructor(
    private readonly log: EventLog,
    private readonly keyring: Keyring,
    private readonly clock: Clock,
  ) {}

  async execute(userId: number, callerId: number, said: ChangeDetails, eventId = newEventId()): Promise<WhitelistChange> {
    const details = this.keyring.seal('details', JSON.stringify(said));
    const event = { eventId, kind: EVENT_KINDS.whitelist, userId, subjectId: callerId, occurredAtMs: this.clock.now(), details };
    await this.log.append([event]);
    return openChange(event, this.keyring);
  }
}
