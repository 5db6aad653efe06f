import type { Database, Statement } from '#platform/database';
import { ActBodies } from '../app/act-bodies.js';

const KEEP: Statement = {
  name: 'act_keep',
  text: `INSERT INTO idempotent_act (act, digest, first_ms) VALUES ($1::uuid, $2, $3) ON CONFLICT (act) DO NOTHING RETURNING digest`,
};

const KEPT: Statement = { name: 'act_kept', text: 'SELECT digest FROM idempotent_act WHERE act = $1::uuid' };

const FORGET: Statement = {
  name: 'act_forget',
  text: 'WITH gone AS (DELETE FROM idempotent_act WHERE first_ms < $1 RETURNING 1) SELECT count(*)::int FROM gone',
};

export class PgActBodies extends ActBodies {
  constructor(private readonly database: Database) {
    super();
  }

  async keep(act: string, digest: Buffer, atMs: number): Promise<Buffer> {
    const [kept] = await this.database.rows(KEEP, [act, digest, atMs]);
    // A statement of its own: within one, what another has just committed would not be seen.
    const [first] = kept === undefined ? await this.database.rows(KEPT, [act]) : [kept];
    // Forgotten in between: whoever asks again then begins anew, and so does this one.
    return (first?.[0] as Buffer | undefined) ?? digest;
  }

  async has(act: string): Promise<boolean> {
    return (await this.database.rows(KEPT, [act])).length > 0;
  }

  async forget(beforeMs: number): Promise<number> {
    const [[count = 0] = []] = await this.database.rows(FORGET, [beforeMs]);
    return count as number;
  }
}
