import { plain, texts, type Database, type Statement } from '#platform/database';
import { GaugeSamples } from '../../app/alerts/gauges.js';
import { RuleSeries, type RuleMetric, type RuleWindow } from '../../app/alerts/rule-series.js';

const KEEP: Statement = {
  name: 'metric_sample_keep',
  text: `INSERT INTO metric_sample (metric, at_ms, value) SELECT t.metric, $3, t.value FROM unnest($1::text[], $2::double precision[]) AS t(metric, value) ON CONFLICT DO NOTHING`,
};

const FORGET: Statement = { name: 'metric_sample_forget', text: 'DELETE FROM metric_sample WHERE at_ms < $1' };

const BETWEEN: Statement = { name: 'metric_sample_between', text: 'SELECT value FROM metric_sample WHERE metric = $1 AND at_ms >= $2 AND at_ms < $3 ORDER BY at_ms' };

const METRICS: readonly RuleMetric[] = [
  { name: 'stream.lag', scope: 'platform', stepMinutes: 1, text: 'Events in the log that are not folded yet' },
  { name: 'stream.folded_per_second', scope: 'platform', stepMinutes: 1, text: 'Events folded a second' },
  { name: 'stream.latency_p95_ms', scope: 'platform', stepMinutes: 1, text: 'From acceptance to visible, 95th percentile of a minute; no value without events' },
  { name: 'stream.processors_lost', scope: 'platform', stepMinutes: 1, text: 'Processors without a heartbeat' },
  { name: 'stream.errors', scope: 'platform', stepMinutes: 1, text: 'Failed transactions of the processors listed, since they started' },
];

/** What the stream says of itself, sampled each minute. */
export class PgGaugeSamples extends GaugeSamples {
  constructor(private readonly database: Database) {
    super();
  }

  async keep(samples: ReadonlyMap<string, number>, atMs: number): Promise<void> {
    await this.database.rows(KEEP, [texts([...samples.keys()]), plain([...samples.values()]), atMs]);
  }

  async forget(beforeMs: number): Promise<void> {
    await this.database.rows(FORGET, [beforeMs]);
  }
}

export class StreamRuleSeries extends RuleSeries {
  readonly metrics = METRICS;

  constructor(private readonly database: Database) {
    super();
  }

  async values(metric: string, { fromMs, toMs }: RuleWindow): Promise<Float64Array> {
    return Float64Array.from(await this.database.rows(BETWEEN, [metric, fromMs, toMs]), ([value]) => value as number);
  }
}
