import { logit, wilsonInterval } from '#kernel';

/** A term of the score in log-odds, and how far it may be from that on what was seen. `lower <= value <= upper`. */
export interface Term {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

/** How a share of calls speaks for or against spam. */
export interface ShareRule {
  /** The share that speaks for neither. */
  readonly neutral: number;
  /** So many calls at the neutral share are thought beside those seen: a few calls can't say much. */
  readonly shrinkage: number;
  /** Log-odds of spam for each unit of log-odds of the share; negative where the share argues against spam. */
  readonly weight: number;
  /** The term stays within these, whatever the share; 0 at one end makes it speak one way only. */
  readonly floor: number;
  readonly cap: number;
}

/**
 * weight · (logit(shrunk share) − logit(neutral)), kept within floor and cap, where the shrunk share is
 * (hits + shrinkage · neutral) / (total + shrinkage). Its bounds are those of the shrunk share's 95 % Wilson interval, as far as
 * calls were seen: √(total / (total + shrinkage)) of the way. Without calls value and bounds are 0. `hits` and `total` may be fractional.
 */
export function shareTerm(hits: number, total: number, rule: ShareRule): Term {
  const { neutral, shrinkage, weight, floor, cap } = rule;
  const seen = total + shrinkage;
  const held = hits + shrinkage * neutral;
  const term = (share: number): number => Math.min(cap, Math.max(floor, weight * (logit(share) - logit(neutral))));
  const bounds = wilsonInterval(held, seen);
  const value = term(held / seen);
  // Of calls that nobody has seen there is nothing to be wrong about: that doubt is the base rate's.
  const ends = [term(bounds.lower), term(bounds.upper)].map((end) => value + Math.sqrt(total / seen) * (end - value));
  return { value, lower: Math.min(...ends), upper: Math.max(...ends) };
}

/** To four decimals, so that what is shown adds up to what was computed. */
export function rounded(logOdds: number): number {
  return Math.round(logOdds * 1e4) / 1e4;
}
