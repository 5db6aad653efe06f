import type { Random } from '#kernel';
import { after, featuresOf, isDue, isOpen, rank, type Advice, type Arm, type Posteriors, type Ranking, type Status, type UserSituation } from '../core/index.js';
import { LASTS_MS, recommendationAt, type Recommendation } from './recommendation.js';
import type { Refreshed } from './recommendations.js';

/** What a list is made from. */
export interface ListMaking {
  readonly userId: number;
  readonly advice: readonly Advice[];
  readonly situation: UserSituation;
  readonly ranking: Ranking;
  readonly posteriors: Posteriors;
  readonly idOf: (key: string) => string;
  readonly nowMs: number;
}

const UNTOUCHED = {
  seenMs: null, seenDay: 0, timesSeen: 0, implementedMs: null, isApplied: false, before: null, implementAct: null, undoAct: null, rating: null, helpful: null, remark: null, measured: null,
} as const;

function proposed(advice: Advice, standing: Recommendation | undefined, { userId, idOf, nowMs }: ListMaking): Recommendation {
  const base = { advice, place: null, expiresMs: nowMs + LASTS_MS };
  if (standing !== undefined && isOpen(standing.status)) return { ...standing, ...base };
  // Acts stay known: a request sent again must not be taken for a new one.
  const acts = { implementAct: standing?.implementAct ?? null, undoAct: standing?.undoAct ?? null };
  return { id: idOf(advice.key), userId, ...base, ...UNTOUCHED, ...acts, status: 'proposed', proposedMs: nowMs, dismissedStrength: standing?.dismissedStrength ?? 0 };
}

function unlisted(standing: Recommendation): Recommendation[] {
  const status: Status = after(standing.status, 'expire') ?? standing.status;
  return status === standing.status && standing.place === null ? [] : [{ ...standing, status, place: null }];
}

/** The list of a user made anew: what holds is proposed and ranked, what holds no longer expires. */
export function makeList(stored: readonly Recommendation[], making: ListMaking, chance: Random): Refreshed {
  const { advice, situation, ranking, posteriors, nowMs } = making;
  const standing = stored.map((one) => recommendationAt(one, nowMs));
  const known = new Map(standing.map((one) => [one.id, one]));
  const due = advice.flatMap((each) => {
    const one = known.get(making.idOf(each.key));
    return one !== undefined && !isDue(one.status, each.strength, one.dismissedStrength) ? [] : [proposed(each, one, making)];
  });
  const arms: Arm[] = due.map(({ advice: { kind, need, confidence }, timesSeen }) => ({ kind, need, features: featuresOf(situation, confidence), timesSeen }));
  const list = rank(arms, posteriors, ranking, chance);
  const placed = due.map((one, arm) => {
    const place = list.places.findIndex((each) => each.arm === arm);
    return { ...one, place: place < 0 ? null : place };
  });
  const kept = new Set(placed.map(({ id }) => id));
  const gone = standing.filter(({ id }) => !kept.has(id)).flatMap(unlisted);
  const ended = placed.flatMap(({ id }) => (isOpen(known.get(id)?.status ?? 'proposed') ? [] : [id]));
  return { changed: [...placed, ...gone], ended, decision: { rankingVersion: ranking.version, arms, ids: due.map(({ id }) => id), list, decidedMs: nowMs } };
}
