/** From a full hour of the evening to one of the morning, on the user's clock. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
  readonly incoming: number;
  readonly answered: number;
}

const EVENING = [21, 22, 23, 24];
const MORNING = [5, 6, 7, 8];
const FEWEST_CALLS = 5;
const MOST_ANSWERED = 0.2;

function between(counts: readonly number[], from: number, to: number): number {
  let sum = 0;
  for (let hour = from; hour < to + 24; hour++) sum += counts[hour % 24] ?? 0;
  return sum;
}

/**
 * The hours over night in which the most calls came that were not answered, less four for each that was: whoever answers one in five is
 * awake. Undefined below five calls, or where a fifth of them were answered. Of equally good hours the shortest, then the earliest.
 */
export function quietHours({ incoming, answered }: { readonly incoming: readonly number[]; readonly answered: readonly number[] }): QuietHours | undefined {
  const spans = EVENING.flatMap((from) => MORNING.map((to) => ({ from: from % 24, to, hours: to + 24 - from, incoming: between(incoming, from, to), answered: between(answered, from, to) })));
  const gain = (span: (typeof spans)[number]): number => span.incoming - span.answered / MOST_ANSWERED;
  const [best] = spans.sort((left, right) => gain(right) - gain(left) || left.hours - right.hours);
  if (best === undefined || best.incoming < FEWEST_CALLS || gain(best) <= 0) return undefined;
  return { from: best.from, to: best.to, incoming: best.incoming, answered: best.answered };
}
