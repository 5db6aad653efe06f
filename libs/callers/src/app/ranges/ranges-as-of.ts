import type { CallerName, Keyring } from '#privacy';
import { labelsIn, type EventHistory } from '#realtime';
import { isCall, latestLabels } from '#realtime/core';
import { mergeReputation, reputationFrom, type Neighbourhood } from '../../core/index.js';
import { blockKeys } from './block-keys.js';
import type { Reputations } from './reputations.js';

const MOST_NUMBERS = 300;
const MOST_EVENTS = 20_000;

/** The blocks around a number as they would have been stored at an earlier moment. */
export class RangesAsOf {
  constructor(
    private readonly reputations: Pick<Reputations, 'members'>,
    private readonly history: Pick<EventHistory, 'ofSubjects'>,
    private readonly keyring: Keyring,
  ) {}

  /** Undefined where the block of 10,000 has more than 300 numbers, or they have more than 20,000 events; also where the number is too short to have one. */
  async blocks(number: CallerName, asOfMs: number): Promise<Neighbourhood['blocks']> {
    const keys = blockKeys(number, this.keyring);
    const widest = keys.at(-1);
    if (widest === undefined) return undefined;
    const members = await this.reputations.members(widest, MOST_NUMBERS + 1);
    if (members.length > MOST_NUMBERS) return undefined;
    const events = await this.history.ofSubjects(members.map(({ callerId }) => callerId), asOfMs, MOST_EVENTS + 1);
    if (events.length > MOST_EVENTS) return undefined;
    const rows = reputationFrom(events.filter(isCall), latestLabels(labelsIn(events, this.keyring)));
    const keysOf = new Map(members.map(({ callerId, keys: theirs }) => [callerId, theirs]));
    return keys.map((key, at) => key && mergeReputation(rows.filter(({ callerId }) => keysOf.get(callerId)?.[at] === key.toString('hex'))));
  }
}
