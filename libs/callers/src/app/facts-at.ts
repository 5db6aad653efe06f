import type { CallerName, Keyring } from '#privacy';
import type { Neighbourhood } from '../core/index.js';
import type { CallerAsOf } from './caller-as-of.js';
import type { CallerFacts } from './caller-read-model.js';
import type { CampaignOf } from './campaigns/campaign-of.js';
import type { Moment } from './judge-caller.js';
import { blockKeys } from './ranges/block-keys.js';
import type { RangesAsOf } from './ranges/ranges-as-of.js';
import type { Reputations } from './ranges/reputations.js';
import type { RingFacts } from './ring-facts.js';

const NOBODY: CallerFacts = { caller: undefined, users: 0, reports: [], pairs: [], relation: undefined, ownLabel: undefined };

/** Who calls whom, as far as they are known. */
export interface Parties {
  readonly number: CallerName;
  readonly callerId: number | undefined;
  readonly user: number | undefined;
}

interface Sources {
  readonly ringing: RingFacts;
  readonly past: CallerAsOf;
  readonly campaigns: CampaignOf;
  readonly reputations: Reputations;
  readonly pastRanges: Pick<RangesAsOf, 'blocks'>;
  readonly keyring: Keyring;
}

/** What a verdict rests on, now or at an earlier moment. */
export class FactsAt {
  constructor(private readonly sources: Sources) {}

  async execute({ number, callerId, user }: Parties, moment: Moment): Promise<CallerFacts> {
    if (callerId === undefined) return this.stranger(number, moment);
    const { asOfMs, earlier } = moment;
    const { ringing, past, campaigns, pastRanges } = this.sources;
    if (!earlier) return ringing.now(callerId, user);
    const [then, network, blocks] = await Promise.all([past.facts(callerId, user, asOfMs), campaigns.network(callerId, asOfMs), pastRanges.blocks(number, asOfMs)]);
    return { ...then, reputation: { own: [], ...then.reputation, blocks }, network };
  }

  /** Of a number never seen nothing is known but what is around it. */
  private async stranger(number: CallerName, { asOfMs, earlier }: Moment): Promise<CallerFacts> {
    const blocks = await (earlier ? this.sources.pastRanges.blocks(number, asOfMs) : this.blocksNow(number));
    return { ...NOBODY, reputation: { own: [], blocks } };
  }

  private async blocksNow(number: CallerName): Promise<Neighbourhood['blocks']> {
    const keys = blockKeys(number, this.sources.keyring);
    return keys && this.sources.reputations.blocks(keys);
  }
}
