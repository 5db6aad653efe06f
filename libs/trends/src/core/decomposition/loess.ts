/** How a series is smoothed: locally weighted regression on equally spaced points. */
export interface Loess {
  /** Points in the neighbourhood; more than there are widens the kernel beyond the ends. */
  readonly window: number;
  /** Of the local polynomial: a level or a line. */
  readonly degree: 0 | 1;
  /** Fit every so many points and draw lines between: 1 fits them all. */
  readonly jump: number;
}

interface Neighbourhood {
  /** First and last point, counted from 0. */
  readonly first: number;
  readonly last: number;
}

/**
 * The tricube-weighted fit to `values` at position `at` (may lie outside of them) from the points of a neighbourhood; undefined
 * where none of them has weight. `scratch` takes the weights.
 */
export class LoessFit {
  private readonly scratch: Float64Array;

  constructor(
    private readonly loess: Pick<Loess, 'window' | 'degree'>,
    private readonly values: Float64Array,
    /** Robustness weights, 0 for a value that must not count; all 1 if left out. */
    private readonly weights?: Float64Array,
  ) {
    this.scratch = new Float64Array(values.length);
  }

  at(position: number, { first, last }: Neighbourhood): number | undefined {
    const total = this.weigh(position, first, last);
    if (!(total > 0)) return undefined;
    const { scratch, values } = this;
    let mean = 0;
    for (let at = first; at <= last; at++) mean += (scratch[at] as number) * at;
    mean /= total;
    let variance = 0;
    for (let at = first; at <= last; at++) variance += (scratch[at] as number) * (at - mean) * (at - mean);
    variance /= total;
    const isLine = this.loess.degree > 0 && Math.sqrt(variance) > 0.001 * (values.length - 1);
    const slope = isLine ? (position - mean) / variance : 0;
    let fitted = 0;
    for (let at = first; at <= last; at++) fitted += (scratch[at] as number) * (slope * (at - mean) + 1) * (values[at] as number);
    return fitted / total;
  }

  /** The sum of the weights it writes. */
  private weigh(position: number, first: number, last: number): number {
    const { scratch, weights, values } = this;
    const beyond = this.loess.window > values.length ? Math.floor((this.loess.window - values.length) / 2) : 0;
    const reach = Math.max(position - first, last - position) + beyond;
    let total = 0;
    for (let at = first; at <= last; at++) {
      const share = (at < position ? position - at : at - position) / reach;
      // Products, for `**` takes most of the time here; nothing but the point itself is near enough to 0 to need Fortran's rule for it.
      const falls = 1 - share * share * share;
      let weight = share <= 0.999 ? falls * falls * falls : 0;
      if (weights !== undefined) weight *= weights[at] as number;
      scratch[at] = weight;
      total += weight;
    }
    return total;
  }
}

/** The window's points around `at`, shifted inwards at both ends. */
function neighbourhood(at: number, window: number, length: number): Neighbourhood {
  const width = Math.min(window, length);
  const first = Math.min(Math.max(0, at - ((width + 1) >> 1) + 1), length - width);
  return { first, last: first + width - 1 };
}

/**
 * LOESS of equally spaced `values` (W. S. Cleveland, JASA 74, 1979), as in STL's Fortran: where no point of a neighbourhood has
 * weight the value itself stands. O(n · window / jump).
 */
export function smooth(values: Float64Array, loess: Loess, weights?: Float64Array): Float64Array {
  const { length } = values;
  const smoothed = new Float64Array(length);
  if (length < 2) return Float64Array.from(values);
  const fit = new LoessFit(loess, values, weights);
  const jump = Math.min(loess.jump, length - 1);
  let previous = 0;
  for (let at = 0; at < length; at = at === length - 1 ? length : Math.min(at + jump, length - 1)) {
    smoothed[at] = fit.at(at, neighbourhood(at, loess.window, length)) ?? (values[at] as number);
    interpolate(smoothed, previous, at);
    previous = at;
  }
  return smoothed;
}

/** Draws a line between two fitted points. */
function interpolate(smoothed: Float64Array, from: number, to: number): void {
  const step = ((smoothed[to] as number) - (smoothed[from] as number)) / (to - from);
  for (let at = from + 1; at < to; at++) smoothed[at] = (smoothed[from] as number) + step * (at - from);
}
