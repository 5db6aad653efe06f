/** How many call-back numbers, and how many scripts, of a number are kept. */
export const HINTS_KEPT = 4;

/** Hexadecimal digits by which sketches of one script mostly agree: their first hash. */
export const SCRIPT_LEAD = 8;

/**
 * What the calls of a number were heard to say, as lower-case hexadecimal that nobody can read back: keyed indexes of call-back numbers, and sketches
 * of scripts, each ascending.
 */
export interface CallerHints {
  readonly callbacks: readonly string[];
  readonly scripts: readonly string[];
}

const ascending = (keys: Iterable<string>): string[] => [...new Set(keys)].sort();

/** The least of each lead: what is misheard now and then must not push another script out. */
function leastOfEachLead(sketches: readonly string[]): string[] {
  const least = new Map<string, string>();
  for (const sketch of sketches) {
    const lead = sketch.slice(0, SCRIPT_LEAD);
    if (!least.has(lead)) least.set(lead, sketch);
  }
  return [...least.values()];
}

/**
 * Both hints together, at most `HINTS_KEPT` of a kind: the least ones, of sketches with the same first hash one. Commutes and is associative, and
 * merging the same again changes nothing; so any order and grouping of the same calls leave the same.
 */
export function mergeHints(left: CallerHints, right: CallerHints): CallerHints {
  return {
    callbacks: ascending([...left.callbacks, ...right.callbacks]).slice(0, HINTS_KEPT),
    scripts: leastOfEachLead(ascending([...left.scripts, ...right.scripts])).slice(0, HINTS_KEPT),
  };
}
