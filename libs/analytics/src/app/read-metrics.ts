import type { ObserveStream, StreamMetrics } from '#realtime';

export interface ModelStanding {
  readonly name: string;
  readonly modelType: string;
  readonly versions: number;
  readonly champion: number | null;
  readonly latestMs: number | null;
  readonly openAlerts: number;
}

export interface TableSize {
  readonly table: string;
  readonly bytes: number;
  /** As the statistics have it; null where they do not know. */
  readonly rows: number | null;
}

export interface Storage {
  readonly databaseBytes: number;
  /** The largest first; parts of a table count for it. */
  readonly tables: readonly TableSize[];
}

export abstract class StoredFigures {
  abstract models(): Promise<readonly ModelStanding[]>;
  abstract storage(): Promise<Storage>;
}

/** One value of a metric that this process keeps. */
export interface Sample {
  readonly labels: Readonly<Partial<Record<string, string | number>>>;
  readonly value: number;
}

/** What this process measures of itself. */
export abstract class OwnMetrics {
  /** No samples where it does not measure that. */
  abstract samples(name: string): Promise<readonly Sample[]>;
}

export interface SystemMetrics {
  readonly stream: StreamMetrics;
  readonly caches: readonly { readonly name: string; readonly hits: number; readonly misses: number }[];
  readonly queues: readonly { readonly queue: string; readonly states: Readonly<Record<string, number>> }[];
  readonly models: readonly ModelStanding[];
  readonly storage: Storage;
}

/** What the service measures anyway, in one answer. */
export class ReadMetrics {
  constructor(
    private readonly stream: ObserveStream,
    private readonly stored: StoredFigures,
    private readonly own: OwnMetrics,
  ) {}

  async execute(): Promise<SystemMetrics> {
    const [stream, models, storage, asked, jobs] = await Promise.all([
      this.stream.metrics(), this.stored.models(), this.stored.storage(), this.own.samples('verdict_cache_requests_total'), this.own.samples('queue_jobs'),
    ]);
    const hits = tabled(asked, 'part', 'result');
    return {
      stream, models, storage,
      caches: [...hits].map(([name, { hit = 0, miss = 0 }]) => ({ name, hits: hit, misses: miss })),
      queues: [...tabled(jobs, 'queue', 'state')].map(([queue, states]) => ({ queue, states: states as Record<string, number> })),
    };
  }
}

/** Samples by one label, then by another. */
function tabled(samples: readonly Sample[], row: string, column: string): Map<string, Partial<Record<string, number>>> {
  const rows = new Map<string, Partial<Record<string, number>>>();
  for (const { labels, value } of samples) rows.set(String(labels[row]), { ...rows.get(String(labels[row])), [String(labels[column])]: value });
  return rows;
}
