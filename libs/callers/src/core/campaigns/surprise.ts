/**
 * How unlikely it is to see as many as `observed` where `expected` come by chance, in nats: Chernoff's bound of the Poisson
 * tail, so never more than the truth. 0 where no more came than expected. `expected` is above 0.
 */
export function surprise(observed: number, expected: number): number {
  return observed > expected ? observed * Math.log(observed / expected) - observed + expected : 0;
}

/** The same of as few as `observed`: 0 where no fewer came than expected. */
export function surpriseOfFew(observed: number, expected: number): number {
  if (observed >= expected) return 0;
  return expected - observed + (observed > 0 ? observed * Math.log(observed / expected) : 0);
}

/**
 * The most that a surprise can speak for whatever would explain it, as ln of a likelihood ratio; 0 below one nat.
 * Source: T. Sellke, M. J. Bayarri, J. O. Berger, Calibration of p values for testing precise null hypotheses, 2001.
 */
export function evidenceIn(nats: number): number {
  return nats > 1 ? nats - 1 - Math.log(nats) : 0;
}
