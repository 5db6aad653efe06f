import type { Random } from '#kernel';
import type { HistoricCall } from './caller-history.js';

export const START_MS = Date.UTC(2026, 0, 5);
const MONTH_MS = 30 * 86_400_000;

function randomDuration(random: Random): number | undefined {
  if (random.below(4) === 0) return undefined;
  return random.below(random.below(2) === 0 ? 12_000 : 2_000_000);
}

/** A call of one of `callers` numbers with one of six users, within a month; a quarter of them dialled by the user. */
export function randomCall(callers: number, random: Random): HistoricCall {
  return {
    userId: 1 + random.below(6),
    occurredAtMs: START_MS + random.below(MONTH_MS),
    call: {
      callerId: 1 + random.below(callers),
      direction: random.below(4) === 0 ? 1 : 0,
      outcome: random.below(5),
      durationMs: randomDuration(random),
      localHour: random.below(24),
    },
  };
}

/** Up to forty calls, in the order of their time. */
export function randomCalls(callers: number, random: Random): HistoricCall[] {
  const calls = Array.from({ length: random.below(41) }, () => randomCall(callers, random));
  return calls.sort((left, right) => left.occurredAtMs - right.occurredAtMs);
}

export function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  return items.map((item) => ({ item, key: random.next() })).sort((left, right) => left.key - right.key).map(({ item }) => item);
}
