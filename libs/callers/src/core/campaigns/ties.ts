import type { Likenesses } from './likeness.js';
import type { Line } from './line.js';
import { pairKey, pairOf } from './pair-sums.js';
import { sharedBlocks, sharedCallbacks, sharedScripts } from './shared-marks.js';
import { sharedUsers } from './shared-users.js';
import type { Relation } from './suspect.js';

export type Evidence = Partial<Record<Relation, number>>;
export interface Tie { readonly left: number; readonly right: number; readonly nats: number; readonly evidence: Evidence }

const CANDIDATES = 256;
const AT_MOST_DAYS = 2;
const TYPICAL_SIZE = 10;
export const priorOf = (size: number): number => -Math.log(Math.max(1, size / TYPICAL_SIZE));

export function tiesOf(lines: readonly Line[], likeness: Likenesses): Tie[] {
  const size = lines.length;
  const hard: [Relation, ReadonlyMap<number, number>][] = [
    ['shared_users', sharedUsers(lines)], ['range', sharedBlocks(lines)], ['callback', sharedCallbacks(lines)], ['script', sharedScripts(lines)],
  ];
  const prior = priorOf(size);
  const ties: Tie[] = [];
  const judge = (left: number, right: number): void => {
    const key = pairKey(left, right, size);
    const { timing, sameLength } = likeness.evidence(likeness.of[left]!, likeness.of[right]!);
    const evidence: Evidence = { timing, same_length: sameLength };
    let nats = prior + timing + sameLength;
    for (const [relation, shared] of hard) { const own = shared.get(key); if (own !== undefined) { evidence[relation] = own; nats += own; } }
    if (nats > 0) ties.push({ left, right, nats, evidence });
  };
  const seen = new Set<number>();
  const order = likeness.of.map(({ life }, at) => ({ life, at })).filter((x) => x.life !== undefined).sort((a, b) => a.life!.start.earliest - b.life!.start.earliest);
  for (let i = 0; i < order.length; i++) for (let j = i + 1; j < order.length && j <= i + CANDIDATES && order[j]!.life!.start.earliest - order[i]!.life!.start.earliest < AT_MOST_DAYS; j++) {
    seen.add(pairKey(order[i]!.at, order[j]!.at, size));
    judge(order[i]!.at, order[j]!.at);
  }
  for (const [, shared] of hard) for (const key of shared.keys()) if (!seen.has(key)) { seen.add(key); const [l, r] = pairOf(key, size); judge(l, r); }
  return ties;
}
