import type { Random } from '#kernel';

import { CAMPAIGN_TRAITS, type CampaignTraits, type Range } from './campaign-kinds.js';
import { between, logNormal, oneOf, weighted } from './draws.js';
import { SPAM_KINDS, type SpamKind, type Truth } from './items.js';
import {
  anyBlock, anyMobile, foreignNumbers, landline, neighbourOf, numberIn, serviceNumber, type Numbering,
} from './numbering.js';
import type { Scale } from './options.js';
import type { Population, User } from './population.js';

const FEWEST_CAMPAIGNS = 2;
const SIZE_SIGMA = 0.5;
const LEAD_DAYS = 6;
const LOCAL_BLOCK_SHARE = 0.3;
export const SCRIPT_SECONDS: Range = [18, 45];

export interface Campaign {
  readonly truth: Truth & { readonly kind: SpamKind };
  readonly traits: CampaignTraits;
  /** Numbers, or blocks for a snowshoe campaign; unused by those that borrow the callee's block. */
  readonly numbers: readonly number[];
  readonly scriptSeconds: number;
  readonly callsPerDay: number;
  /** The list of users a telemarketer works through; other campaigns have none and dial anybody. */
  readonly leads: Int32Array | undefined;
}

/** A place that one campaign after another fills, each for `lifeDays`. */
export interface Slot {
  readonly kind: SpamKind;
  readonly index: number;
  readonly lifeDays: number;
  readonly phaseDays: number;
  readonly callsPerDay: number;
  readonly random: Random;
}

interface Market {
  readonly population: Population;
  readonly scale: Scale;
}

function within([lowest, highest]: Range, random: Random): number {
  return lowest + random.below(highest - lowest + 1);
}

function slotsOf(kind: SpamKind, { population, scale }: Market, random: Random): Slot[] {
  const traits = CAMPAIGN_TRAITS[kind];
  const users = population.users.length;
  const count = Math.max(FEWEST_CAMPAIGNS, Math.round(users / traits.usersPerCampaign));
  return Array.from({ length: count }, (_, index) => {
    const own = random.fork(index);
    const lifeDays = Math.max(1, Math.round(within(traits.lifeDays, own) * scale.campaignLife));
    const callsPerDay = (traits.callsPerUserDay * scale[kind] * users) / count;
    return { kind, index, lifeDays, phaseDays: own.below(lifeDays), callsPerDay, random: own };
  });
}

/** All campaign slots but those of storms, which come and go within a day. */
export function slotsFor(market: Market, random: Random): Slot[] {
  return SPAM_KINDS.flatMap((kind, index) => (kind === 'storm' ? [] : slotsOf(kind, market, random.fork(index))));
}

function blockOf({ cities }: Numbering, random: Random): number {
  return random.next() < LOCAL_BLOCK_SHARE ? oneOf(oneOf(cities, random).blocks, random) : anyBlock(random);
}

function fixedNumber(numbering: Numbering, random: Random): number {
  const draw = random.next();
  if (draw < 0.5) return landline(random.below(numbering.cities.length), numbering, random);
  return draw < 0.9 ? anyMobile(numbering, random) : serviceNumber(random);
}

/** The numbers, or blocks, a campaign of this kind sets out with. */
export function numbersFor(kind: SpamKind, { population, scale }: Market, random: Random): number[] {
  const count = Math.max(1, Math.round(within(CAMPAIGN_TRAITS[kind].numbers, random) * scale.campaignNumbers));
  if (kind === 'one_ring') return foreignNumbers(count, random);
  const { numbering } = population;
  return Array.from({ length: count }, () =>
    kind === 'snowshoe' ? blockOf(numbering, random) : fixedNumber(numbering, random));
}

function leadsOf(callsPerDay: number, { exposure }: Population, random: Random): Int32Array {
  return Int32Array.from({ length: Math.max(1, Math.ceil(callsPerDay * LEAD_DAYS)) }, () => weighted(exposure, random));
}

/** The campaign that holds the slot on a day. Depends on the slot and the day alone, not on the days before. */
export function campaignIn(slot: Slot, dayIndex: number, market: Market): Campaign {
  const { kind, index } = slot;
  const generation = Math.floor((dayIndex + slot.phaseDays) / slot.lifeDays);
  const random = slot.random.fork(generation);
  const traits = CAMPAIGN_TRAITS[kind];
  const callsPerDay = slot.callsPerDay * logNormal(Math.exp((-SIZE_SIGMA * SIZE_SIGMA) / 2), SIZE_SIGMA, random);
  return {
    truth: { spam: true, kind, campaign: `${kind}-${index}-${generation}`, category: oneOf(traits.categories, random) },
    traits,
    numbers: numbersFor(kind, market, random),
    scriptSeconds: between(...SCRIPT_SECONDS, random),
    callsPerDay,
    leads: kind === 'telemarketer' ? leadsOf(callsPerDay, market.population, random) : undefined,
  };
}

/** The number this call shows. */
export function numberOf({ truth, numbers }: Campaign, callee: User, { numbering }: Population, random: Random): number {
  if (truth.kind === 'neighbour_spoof') return neighbourOf(callee.phone, numbering, random);
  const chosen = oneOf(numbers, random);
  return truth.kind === 'snowshoe' ? numberIn(chosen, numbering, random) : chosen;
}
