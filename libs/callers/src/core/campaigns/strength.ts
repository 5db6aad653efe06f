/** Nats at which a tie has a strength of 63 %. */
const SCALE = 10;
const STRONGEST = 0.9999;

/** Evidence in nats as a strength: 0.26 at 3, 0.63 at 10, 0.95 at 30, never more than 0.9999. */
export const strengthOf = (nats: number): number => Math.min(STRONGEST, -Math.expm1(-nats / SCALE));

/** The evidence that a strength stands for. */
export const natsOf = (strength: number): number => -SCALE * Math.log1p(-Math.min(STRONGEST, strength));
