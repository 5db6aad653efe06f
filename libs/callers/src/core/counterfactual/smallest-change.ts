import { CALL_KINDS } from './call-kinds.js';
import type { Kind, Premises, Shift } from './kind.js';
import { REPORT_KINDS } from './report-kinds.js';
import { WHOLE_KINDS } from './whole-kinds.js';

/** All that is thought of, in the order in which it is preferred where nothing is smaller; docs/counterfactual.md lists it. */
export const KINDS: readonly Kind[] = [...REPORT_KINDS, ...CALL_KINDS, ...WHOLE_KINDS];

export interface Step {
  readonly kind: Kind;
  readonly steps: number;
}

export interface Change extends Shift {
  readonly what: string;
}

export function applied(premises: Premises, steps: readonly Step[]): Premises {
  return steps.reduce((changed, step) => (step.steps === 0 ? changed : step.kind.apply(changed, step.steps)), premises);
}

export function described(premises: Premises, steps: readonly Step[]): Change[] {
  return steps.map(({ kind, steps: count }) => ({ what: kind.what, ...kind.shift(premises, count) }));
}

const effortOf = (steps: readonly Step[]): number => steps.reduce((sum, { kind, steps: count }) => sum + kind.effort * count, 0);

/**
 * A count that flips while one less does not; undefined where none was found up to `most`. The least of all where more never flips back:
 * it is looked for at 1, 2, 4, … and between the last two.
 */
function least(flips: (steps: number) => boolean, most: number): number | undefined {
  if (flips(0)) return 0;
  let [tooFew, enough] = [0, Math.min(1, most)];
  while (!flips(enough)) {
    if (enough >= most) return undefined;
    tooFew = enough;
    enough = Math.min(most, enough * 2);
  }
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (flips(middle)) enough = middle;
    else tooFew = middle;
  }
  return enough;
}

/** Two counts that flip together, of which neither can be one less. */
function leastPair(flips: (left: number, right: number) => boolean, most: readonly [number, number]): readonly [number, number] | undefined {
  let [left, right] = most;
  if (!flips(left, right)) return undefined;
  for (let before = Infinity; left + right < before; ) {
    before = left + right;
    left = least((steps) => flips(steps, right), left) ?? left;
    right = least((steps) => flips(left, steps), right) ?? right;
  }
  return [left, right];
}

function smallest(found: readonly (readonly Step[])[]): readonly Step[] | undefined {
  return found.reduce<readonly Step[] | undefined>((best, steps) => (best === undefined || effortOf(steps) < effortOf(best) ? steps : best), undefined);
}

/**
 * The smallest change of the evidence on the list that makes another outcome: one kind of evidence, or two where no one will do; undefined
 * where those won't either. Taking back one step of it takes back the change. Asks `outcome` some two hundred times, some thousand where pairs are needed.
 */
export function smallestChange<T>(premises: Premises, outcome: (premises: Premises) => T): readonly Step[] | undefined {
  const now = outcome(premises);
  const differs = (...steps: Step[]): boolean => outcome(applied(premises, steps)) !== now;
  const open = KINDS.map((kind) => ({ kind, most: kind.most(premises) })).filter(({ most }) => most > 0);
  const singles = open.flatMap(({ kind, most }) => {
    const steps = least((count) => differs({ kind, steps: count }), most);
    return steps === undefined ? [] : [[{ kind, steps }]];
  });
  if (singles.length > 0) return smallest(singles);
  const pairs = open.flatMap((left, index) => open.slice(index + 1).filter(({ kind }) => kind.about !== left.kind.about).flatMap((right) => {
    const found = leastPair((first, second) => differs({ kind: left.kind, steps: first }, { kind: right.kind, steps: second }), [left.most, right.most]);
    return found === undefined ? [] : [[{ kind: left.kind, steps: found[0] }, { kind: right.kind, steps: found[1] }].filter(({ steps }) => steps > 0)];
  }));
  return smallest(pairs);
}
