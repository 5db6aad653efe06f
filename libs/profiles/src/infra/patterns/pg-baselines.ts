import type { Database, Statement } from '#platform/database';
import { Baselines } from '../../app/patterns/baselines.js';
import type { PlatformBaseline } from '../../core/patterns/platform-baseline.js';

const LATEST: Statement = { name: 'pattern_baseline_latest', text: 'SELECT baseline::text FROM pattern_baseline' };

const KEEP: Statement = {
  name: 'pattern_baseline_keep',
  text: `
    INSERT INTO pattern_baseline (singleton, baseline, made_ms) VALUES (true, $1::jsonb, $2)
    ON CONFLICT (singleton) DO UPDATE SET baseline = excluded.baseline, made_ms = excluded.made_ms`,
};

export class PgBaselines extends Baselines {
  constructor(private readonly database: Database) {
    super();
  }

  async latest(): Promise<PlatformBaseline | undefined> {
    const [row] = await this.database.rows(LATEST, []);
    return row === undefined ? undefined : (JSON.parse(row[0] as string) as PlatformBaseline);
  }

  async keep(baseline: PlatformBaseline, madeMs: number): Promise<void> {
    await this.database.rows(KEEP, [JSON.stringify(baseline), madeMs]);
  }
}
