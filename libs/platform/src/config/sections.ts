/** One setting of a section of CONFIG_FILE. Bounds are inclusive. */
export interface Setting {
  readonly doc: string;
  readonly fallback: number;
  readonly min: number;
  readonly max: number;
  readonly whole: boolean;
}

const whole = (doc: string, fallback: number, min: number, max: number): Setting => ({ doc, fallback, min, max, whole: true });
const real = (doc: string, fallback: number, min: number, max: number): Setting => ({ doc, fallback, min, max, whole: false });

/** The sections of CONFIG_FILE, with their defaults. */
export const SECTIONS = {
  trendAnalyzer: {
    windowSize: whole('Not read: trends smooth over the day and the week that they find (24 and 168 hours).', 24, 2, 10_000),
    seasonalityThreshold: real('Strength from which a season counts, where a request does not say.', 0.3, 0, 1),
    anomalyThreshold: real('Deviations from which a point is an anomaly, where a request does not say.', 4, 1, 1000),
    forecastHorizon: whole('Hours forecast ahead, where a request does not say.', 48, 1, 168),
  },
  realtimeProcessor: {
    batchSize: whole('Events in a batch; under backlog one transaction takes many batches.', 100, 1, 10_000),
    flushInterval: whole('Longest wait for new events in milliseconds, should a notification be lost.', 5000, 10, 600_000),
    maxRetries: whole('Attempts at a batch before its poison goes to the dead letters.', 3, 0, 20),
    parallelProcessors: whole('Partitions of the log folded at the same time.', 4, 1, 16),
  },
  cache: {
    defaultTTL: whole('Seconds an entry lives.', 3600, 1, 31_536_000),
    maxSize: whole('Bytes all entries may take together.', 268_435_456, 1_048_576, 68_719_476_736),
    checkPeriod: whole('Milliseconds between sweeps of dead entries.', 60_000, 100, 86_400_000),
  },
} satisfies Record<string, Record<string, Setting>>;

export type Sections = {
  readonly [Section in keyof typeof SECTIONS]: { readonly [Name in keyof (typeof SECTIONS)[Section]]: number };
};
