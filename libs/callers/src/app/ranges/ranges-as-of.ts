import type { CallerName, Keyring } from '#privacy';
import { labelsIn, type EventHistory } from '#realtime';
import { isCall, isOfNewcomer, latestLabels, type StoredEvent } from '#realtime/core';
import { mergeReputation, reputationFrom, type Neighbourhood } from '../../core/index.js';
import { blockKeys } from './block-keys.js';
import type { Member, Reputations } from './reputations.js';

const MOST_NUMBERS = 300;
const MOST_EVENTS = 20_000;

/** The numbers of a block of 10,000, and what happened to them. */
export interface Around {
  readonly members: readonly Member[];
  readonly events: readonly StoredEvent[];
}

/** The blocks around a number as they would have been stored at an earlier moment. */
export class RangesAsOf {
  constructor(
    private readonly reputations: Pick<Reputations, 'members'>,
    private readonly history: Pick<EventHistory, 'ofSubjects'>,
    private readonly keyring: Keyring,
  ) {}

  /** Undefined where the block of 10,000 has more than 300 numbers, or they have more than 20,000 events; also where the number is too short to have one. */
  async blocks(number: CallerName, asOfMs: number): Promise<Neighbourhood['blocks']> {
    const around = await this.around(number, asOfMs);
    return around && this.blocksIn(around, number, asOfMs);
  }

  /** What happened in the block of 10,000 around a number, received by `untilMs`; undefined as in `blocks`. */
  async around(number: CallerName, untilMs: number): Promise<Around | undefined> {
    const keys = blockKeys(number, this.keyring);
    if (keys === undefined) return undefined;
    const members = await this.reputations.members(keys.at(-1) as Buffer, MOST_NUMBERS + 1);
    if (members.length > MOST_NUMBERS) return undefined;
    const events = await this.history.ofSubjects(members.map(({ callerId }) => callerId), untilMs, MOST_EVENTS + 1);
    return events.length > MOST_EVENTS ? undefined : { members, events };
  }

  /** The blocks around a number, of what had been received by a moment. */
  blocksIn({ members, events }: Around, number: CallerName, asOfMs: number): Neighbourhood['blocks'] {
    const known = events.filter(({ receivedAtMs }) => receivedAtMs <= asOfMs);
    const rows = reputationFrom(known.filter(isCall).filter((call) => !isOfNewcomer(call)), latestLabels(labelsIn(known, this.keyring)));
    const keysOf = new Map(members.map(({ callerId, keys: theirs }) => [callerId, theirs]));
    return blockKeys(number, this.keyring)?.map((key, at) => mergeReputation(rows.filter(({ callerId }) => keysOf.get(callerId)?.[at] === key.toString('hex'))));
  }
}
