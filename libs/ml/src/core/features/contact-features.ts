import { ratio } from '#kernel';
import { ANSWERED, OUTCOMES, type Outcome } from '#realtime/core';
import type { ContactCounts, EndedCall } from './contact-tally.js';
import type { Feature } from './feature-set.js';

const HOUR_MS = 3_600_000;
/** Incoming calls that count as recent. */
const RECENT = 8;

/** What the features of one contact are computed from. */
export interface SeenContact {
  readonly counts: ContactCounts;
  /** Incoming and outgoing calls. */
  readonly incoming: number;
  readonly outgoing: number;
  readonly asOfMs: number;
}

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

export function seeContact(counts: ContactCounts, asOfMs: number): SeenContact {
  return { counts, incoming: total(counts.incoming), outgoing: total(counts.outgoing), asOfMs };
}

/** Clocks differ: what came after now was just now. */
export const hoursSince = (ms: number, asOfMs: number): number | undefined => (Number.isFinite(ms) ? Math.max(0, asOfMs - ms) / HOUR_MS : undefined);

const countOf = (counts: readonly number[], outcome: Outcome): number => counts[OUTCOMES.indexOf(outcome)] ?? 0;
const incomingShare = (outcome: Outcome) => ({ counts, incoming }: SeenContact) => ratio(countOf(counts.incoming, outcome), incoming);
const isAnswered = ({ outcome }: EndedCall): boolean => outcome === ANSWERED;

function streak(latest: readonly EndedCall[], isPart: (call: EndedCall) => boolean): number {
  const end = latest.findIndex((call) => !isPart(call));
  return end < 0 ? latest.length : end;
}

function recentAnswered({ counts }: SeenContact): number | undefined {
  const recent = counts.latest.slice(0, RECENT);
  return ratio(recent.filter(isAnswered).length, recent.length);
}

function meanSeconds({ counts }: SeenContact): number | undefined {
  const meanMs = ratio(counts.spokenMs, counts.spoken);
  return meanMs === undefined ? undefined : meanMs / 1000;
}

type ContactFeature = Feature<SeenContact>;

const FEATURES: readonly ContactFeature[] = [
  { name: 'calls_in', type: 'count', unit: 'calls', meaning: 'calls the user got', of: ({ incoming }) => incoming },
  { name: 'calls_out', type: 'count', unit: 'calls', meaning: 'calls the user dialled', of: ({ outgoing }) => outgoing },
  { name: 'dialled_share', type: 'share', unit: 'calls', meaning: 'calls that the user dialled', of: ({ incoming, outgoing }) => ratio(outgoing, incoming + outgoing) },
  { name: 'answered_share', type: 'share', unit: 'calls in', meaning: 'calls in that were answered', of: incomingShare('answered') },
  { name: 'rejected_share', type: 'share', unit: 'calls in', meaning: 'calls in that were rejected', of: incomingShare('rejected') },
  { name: 'missed_share', type: 'share', unit: 'calls in', meaning: 'calls in that were missed', of: incomingShare('missed') },
  { name: 'ai_handled_share', type: 'share', unit: 'calls in', meaning: 'calls in that the assistant took', of: incomingShare('ai_handled') },
  {
    name: 'out_answered_share', type: 'share', unit: 'calls out', meaning: 'calls out that the other end answered',
    of: ({ counts, outgoing }) => ratio(countOf(counts.outgoing, 'answered'), outgoing),
  },
  { name: 'mean_seconds', type: 'amount', unit: 'seconds', meaning: 'mean duration of answered calls of either direction that carry one', of: meanSeconds },
  { name: 'hours_since_in', type: 'amount', unit: 'hours', meaning: 'time since the last call in', of: ({ counts, asOfMs }) => hoursSince(counts.lastInMs, asOfMs) },
  { name: 'hours_since_out', type: 'amount', unit: 'hours', meaning: 'time since the last call out', of: ({ counts, asOfMs }) => hoursSince(counts.lastOutMs, asOfMs) },
  { name: 'recent_answered_share', type: 'share', unit: `the latest ${RECENT} calls in`, meaning: 'the latest calls in that were answered', of: recentAnswered },
  { name: 'answered_streak', type: 'count', unit: 'calls', meaning: 'answered calls in a row up to now, sixteen at most', of: ({ counts }) => streak(counts.latest, isAnswered) },
  {
    name: 'unanswered_streak', type: 'count', unit: 'calls', meaning: 'calls in a row up to now that were not answered, sixteen at most',
    of: ({ counts }) => streak(counts.latest, (call) => !isAnswered(call)),
  },
  {
    name: 'calls_in_last_hour', type: 'count', unit: 'calls', meaning: 'calls in within the last hour, sixteen at most',
    of: ({ counts, asOfMs }) => counts.latest.filter(({ atMs }) => asOfMs - atMs <= HOUR_MS).length,
  },
];

/** The fifteen features of a contact, `prefix` before their names and `whose` after their meanings. */
export function contactFeatures<Seen>(prefix: string, whose: string, contactOf: (seen: Seen) => SeenContact): readonly Feature<Seen>[] {
  return FEATURES.map(({ name, meaning, of, ...rest }) => ({ ...rest, name: `${prefix}_${name}`, meaning: `${meaning}; ${whose}`, of: (seen) => of(contactOf(seen)) }));
}
