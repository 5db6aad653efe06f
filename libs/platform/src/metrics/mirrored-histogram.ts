import { register, type Metric } from 'prom-client';

/** Counts a class, not cumulative; the last class has no bound. */
export interface HistogramFigures {
  readonly counts: readonly number[];
  readonly sum: number;
}

export interface MirroredHistogramSpec {
  readonly name: string;
  readonly help: string;
  /** Upper bounds of all classes but the last, ascending. */
  readonly bounds: readonly number[];
  readonly figures: () => Promise<HistogramFigures>;
}

interface Sample {
  readonly metricName: string;
  readonly value: number;
  readonly labels: Readonly<Record<string, string>>;
}

function samplesOf(name: string, bounds: readonly number[], { counts, sum }: HistogramFigures): Sample[] {
  let seen = 0;
  const buckets = counts.map((count, index) => {
    const bound = bounds[index];
    return { metricName: `${name}_bucket`, value: (seen += count), labels: { le: bound === undefined ? '+Inf' : bound.toFixed(6) } };
  });
  return [...buckets, { metricName: `${name}_sum`, value: sum, labels: {} }, { metricName: `${name}_count`, value: seen, labels: {} }];
}

/** A histogram that other processes fill: its classes are read from them at each scrape. */
export function mirrorHistogram({ name, help, bounds, figures }: MirroredHistogramSpec): void {
  register.removeSingleMetric(name);
  const metric = {
    name,
    help,
    type: 'histogram',
    aggregator: 'sum',
    reset: () => undefined,
    get: async () => ({ name, help, type: 'histogram', aggregator: 'sum', values: samplesOf(name, bounds, await figures()) }),
  };
  register.registerMetric(metric as unknown as Metric);
}
