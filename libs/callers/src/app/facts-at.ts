import { rangePrefix, WITHHELD, type CallerName, type Keyring } from '#privacy';
import type { CallerAsOf } from './caller-as-of.js';
import type { CallerFacts, CallerReadModel } from './caller-read-model.js';
import type { CampaignOf } from './campaigns/campaign-of.js';
import type { Moment } from './judge-caller.js';
import type { RingFacts } from './ring-facts.js';

const RANGE_DIGITS = 2;

const NOBODY: CallerFacts = { caller: undefined, users: 0, reports: [], pairs: [], range: undefined, relation: undefined, ownLabel: undefined };

/** The digits that a number shares with its block of 100; undefined where it has none. */
export function blockOf(number: CallerName): string | undefined {
  return number === WITHHELD ? undefined : rangePrefix(number, RANGE_DIGITS);
}

/** Who calls whom, as far as they are known. */
export interface Parties {
  readonly number: CallerName;
  readonly callerId: number | undefined;
  readonly user: number | undefined;
}

interface Sources {
  readonly callers: CallerReadModel;
  readonly ringing: RingFacts;
  readonly past: CallerAsOf;
  readonly campaigns: CampaignOf;
  readonly keyring: Keyring;
}

/** What a verdict rests on, now or at an earlier moment. */
export class FactsAt {
  constructor(private readonly sources: Sources) {}

  async execute({ number, callerId, user }: Parties, moment: Moment): Promise<CallerFacts> {
    if (callerId === undefined) return this.stranger(number, moment);
    const { asOfMs, earlier } = moment;
    const { ringing, past, campaigns } = this.sources;
    if (!earlier) return ringing.now(callerId, user);
    const [then, network] = await Promise.all([past.facts(callerId, user, asOfMs), campaigns.network(callerId, asOfMs)]);
    return { ...then, range: undefined, network };
  }

  private async stranger(number: CallerName, { earlier }: Moment): Promise<CallerFacts> {
    const prefix = blockOf(number);
    if (prefix === undefined || earlier) return NOBODY;
    const { callers, keyring } = this.sources;
    return { ...NOBODY, range: await callers.range(keyring.blindIndex('range-100', prefix)) };
  }
}
