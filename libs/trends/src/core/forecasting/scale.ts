/** A scale on which a method works, with its way back. */
export interface Scale {
  readonly to: (value: number) => number;
  readonly from: (scaled: number) => number;
}

export const PLAIN: Scale = { to: (value) => value, from: (scaled) => scaled };

/** log(value + shift); what lies below zero counts as zero. */
export function logScale(shift: number): Scale {
  return { to: (value) => Math.log(Math.max(value, 0) + shift), from: (scaled) => Math.exp(scaled) - shift };
}
