import { Counter, Gauge, Histogram, register } from 'prom-client';

export interface MetricSpec<Label extends string> {
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly Label[];
}

export interface GaugeSpec<Label extends string> extends MetricSpec<Label> {
  /** Runs at each scrape and sets the value. */
  readonly collect?: (gauge: Gauge<Label>) => void | Promise<void>;
}

export interface HistogramSpec<Label extends string> extends MetricSpec<Label> {
  /** Upper bounds, ascending. */
  readonly buckets: readonly number[];
}

/** The metric of that name, made on first use: one process may build its modules more than once. */
function metricNamed<M>(name: string, make: () => M): M {
  return (register.getSingleMetric(name) as M | undefined) ?? make();
}

export function makeCounter<Label extends string = never>({ name, help, labels = [] }: MetricSpec<Label>): Counter<Label> {
  return metricNamed(name, () => new Counter({ name, help, labelNames: labels }));
}

export function makeGauge<Label extends string = never>(spec: GaugeSpec<Label>): Gauge<Label> {
  const { name, help, labels = [], collect } = spec;
  // Always replaced: its `collect` reads the objects of the app that was built last.
  if (collect !== undefined) register.removeSingleMetric(name);
  return metricNamed(name, () => {
    const gauge: Gauge<Label> = new Gauge({ name, help, labelNames: labels, ...(collect && { collect: () => collect(gauge) }) });
    return gauge;
  });
}

export function makeHistogram<Label extends string = never>({ name, help, labels = [], buckets }: HistogramSpec<Label>): Histogram<Label> {
  return metricNamed(name, () => new Histogram({ name, help, labelNames: labels, buckets: [...buckets] }));
}

/** A counter whose total is kept elsewhere and read at each scrape. */
export function mirrorCounter({ name, help, total }: MetricSpec<never> & { readonly total: () => number | Promise<number> }): void {
  register.removeSingleMetric(name);
  const counter = new Counter({
    name,
    help,
    collect: async () => {
      const count = await total();
      counter.reset();
      counter.inc(count);
    },
  });
}

/** What a metric of this process stands at, by its labels; nothing where there is none of that name. */
export async function samplesOf(name: string): Promise<readonly { readonly labels: Readonly<Partial<Record<string, string | number>>>; readonly value: number }[]> {
  return (await register.getSingleMetric(name)?.get())?.values ?? [];
}
