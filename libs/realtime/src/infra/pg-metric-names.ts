import { texts, type Database, type Statement } from '#platform/database';
import { MetricNames } from '../app/metric-names.js';

/** Held until commit, so that two at once do not both find room. */
const LOCK: Statement = { name: 'metric_name_lock', text: `SELECT pg_advisory_xact_lock(hashtextextended('metric_name', 0))` };

const ADD: Statement = {
  name: 'metric_name_add',
  text: `
    INSERT INTO metric_name (name)
    SELECT name FROM unnest($1::text[]) AS t(name) WHERE NOT EXISTS (SELECT FROM metric_name AS m WHERE m.name = t.name)
    ORDER BY name LIMIT greatest(0, $2 - (SELECT count(*) FROM metric_name))`,
};

const KNOWN: Statement = { name: 'metric_name_known', text: 'SELECT name FROM metric_name WHERE name = ANY($1::text[])' };

/** Names are never forgotten, so those that were seen here need not be looked up again. */
export class PgMetricNames extends MetricNames {
  private readonly known = new Set<string>();

  constructor(
    private readonly database: Database,
    readonly most: number,
  ) {
    super();
  }

  async refused(names: ReadonlySet<string>): Promise<ReadonlySet<string>> {
    const asked = [...names].filter((name) => !this.known.has(name));
    if (asked.length === 0) return new Set();
    await this.learn(asked);
    const strange = asked.filter((name) => !this.known.has(name));
    if (strange.length === 0) return new Set();
    await this.database.transaction(async (tx) => {
      await tx.rows(LOCK);
      await tx.rows(ADD, [texts(strange), this.most]);
    });
    await this.learn(strange);
    return new Set(strange.filter((name) => !this.known.has(name)));
  }

  private async learn(names: readonly string[]): Promise<void> {
    for (const [name] of await this.database.rows(KNOWN, [texts(names)])) this.known.add(name as string);
  }
}
