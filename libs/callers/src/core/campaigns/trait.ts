/**
 * One respect in which lines of a campaign are alike. `S` sums up one line or several: all that is needed to say how much
 * likelier they are where they belong together than where each came by itself.
 */
export interface Trait<S> {
  /** Of one or more lines together. */
  join(one: S, other: S): S;
  /** ln of the likelihood ratio: above 0 where the two are as alike as one campaign's, below where they differ. In nats. */
  evidence(one: S, other: S): number;
}

/** Of a campaign's lines, those that are out of step in one respect: they came late, or play something else. */
const OUT_OF_STEP = 0.05;

/** Disagreement of so many lines never weighs more than that all of them are out of step. */
export const atWorst = (nats: number, lines: number): number => Math.max(nats, lines * Math.log(OUT_OF_STEP));
