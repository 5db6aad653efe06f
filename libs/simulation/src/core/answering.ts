import type { Random } from '#kernel';

import { between, logNormal } from './draws.js';
import { HOUR_MS } from './options.js';
import type { User } from './population.js';

const WAKING_HOUR = 6;
const ASLEEP_FACTOR = 0.3;
const REJECTED_SHARE = 0.3;
const TRANSFERRED_SHARE = 0.05;
const CHANGED_MIND_SHARE = 0.06;
const SHORT_RING_SECONDS = [1, 4] as const;
const RING_SECONDS = [8, 45] as const;
const LONGEST_TALK_SECONDS = 3 * 3_600;

/** What became of a call. Only what was picked up has a duration, only what was missed has a time of ringing. */
export type Reception =
  | { readonly outcome: 'answered' | 'transferred' | 'ai_handled'; readonly talkSeconds: number }
  | { readonly outcome: 'missed'; readonly ringSeconds: number }
  | { readonly outcome: 'rejected' };

export interface Ringing {
  readonly atMs: number;
  /** Chance to be answered while awake. */
  readonly answerChance: number;
  /** Whether the caller is in the address book; the assistant takes only calls of others. */
  readonly known: boolean;
  readonly talkSeconds: number;
}

export const REJECTED: Reception = { outcome: 'rejected' };

/** Whole seconds, at least one and at most three hours. */
export function wholeSeconds(seconds: number): number {
  return Math.min(LONGEST_TALK_SECONDS, Math.max(1, Math.round(seconds)));
}

/** Rang out; now and then the caller thought better of it at once, so a short ring alone is no sign of spam. */
export function missed(random: Random): Reception {
  const [shortest, longest] = random.next() < CHANGED_MIND_SHARE ? SHORT_RING_SECONDS : RING_SECONDS;
  return { outcome: 'missed', ringSeconds: Math.round(between(shortest, longest, random)) };
}

/**
 * The chance moved by what one expects of the caller: `trust` 1 means answered for sure, -1 never, 0 as always. Keeps
 * users apart who differ in how readily they answer.
 */
export function trusted(chance: number, trust: number): number {
  return trust >= 0 ? chance + (1 - chance) * trust : chance * (1 + trust);
}

/** How a user receives a call: the same for all kinds of callers but for the chance, so outcomes alone give none away. */
export function receive(user: User, ringing: Ringing, random: Random): Reception {
  const asleep = ringing.atMs < WAKING_HOUR * HOUR_MS;
  const chance = asleep ? ringing.answerChance * ASLEEP_FACTOR : ringing.answerChance;
  if (random.next() < chance) return { outcome: 'answered', talkSeconds: wholeSeconds(ringing.talkSeconds) };
  if (!ringing.known && random.next() < user.assistantShare) return assisted(ringing, random);
  return random.next() < REJECTED_SHARE ? REJECTED : missed(random);
}

function assisted(ringing: Ringing, random: Random): Reception {
  if (random.next() < TRANSFERRED_SHARE) return { outcome: 'transferred', talkSeconds: wholeSeconds(ringing.talkSeconds) };
  const patience = logNormal(18, 0.6, random);
  return { outcome: 'ai_handled', talkSeconds: wholeSeconds(Math.min(patience, 4 * ringing.talkSeconds)) };
}
