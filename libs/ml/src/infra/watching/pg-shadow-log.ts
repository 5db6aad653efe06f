import { nested, plain, type Database, type Statement } from '#platform/database';
import type { Contest } from '../../app/watching/contest.js';
import { ShadowLog, type AskedRow, type ShadowOutcome } from '../../app/watching/shadow-log.js';
import { vectorFrom } from '../prediction-cells.js';

/** Two looks, each along an index and no further than the limit, however long the log is. */
const UNSCORED: Statement = {
  name: 'prediction_unscored',
  text: `
    WITH near AS (
      (SELECT id FROM prediction WHERE model = $1 AND version = $2 AND labelled_ms > $4 ORDER BY labelled_ms DESC LIMIT $5)
      UNION
      (SELECT id FROM prediction WHERE model = $1 AND version = $2 ORDER BY id DESC LIMIT $5)
    )
    SELECT id FROM prediction JOIN near USING (id) WHERE shadow_version IS DISTINCT FROM $3
    ORDER BY coalesce(labelled_ms > $4, false) DESC, id DESC LIMIT $5`,
};

const ASKED: Statement = { name: 'prediction_asked', text: 'SELECT id, vector FROM prediction WHERE id = ANY($1::bigint[]) ORDER BY id' };

const KEEP: Statement = {
  name: 'prediction_shadow',
  text: `
    UPDATE prediction AS p SET shadow_version = $1, shadow_outcome = t.outcome::double precision[]
    FROM unnest($2::bigint[], $3::text[]) AS t(id, outcome) WHERE p.id = t.id`,
};

export class PgShadowLog extends ShadowLog {
  constructor(private readonly database: Database) {
    super();
  }

  async unscored({ model, champion, challenger, challengerMs }: Contest, limit: number): Promise<readonly number[]> {
    return (await this.database.rows(UNSCORED, [model, champion, challenger, challengerMs, limit])).map(([id]) => id as number);
  }

  async asked(ids: readonly number[]): Promise<readonly AskedRow[]> {
    return (await this.database.rows(ASKED, [plain(ids)])).map(([id, vector]) => ({ id: id as number, vector: vectorFrom(vector as Buffer) }));
  }

  async keep(challenger: number, outcomes: readonly ShadowOutcome[]): Promise<void> {
    await this.database.rows(KEEP, [challenger, plain(outcomes.map(({ id }) => id)), nested(outcomes.map(({ outcome }) => outcome))]);
  }
}
