import { QUARTER_HOUR_MS } from '#kernel';
import type { Database, Statement } from '#platform/database';
import type { Keyring } from '#privacy';
import type { Incidents, LiveStream } from '#realtime';
import { InsightRecords, type InsightNews, type LivelyUser, type ToldInsights } from '../../app/insights/told-insights.js';

const LIVELY: Statement = {
  name: 'insight_lively',
  text: `
    SELECT k.user_id, t.day, t.standing FROM known_user AS k LEFT JOIN told_insight AS t USING (user_id)
    WHERE k.user_id > $1 AND EXISTS (SELECT FROM user_quarter AS q WHERE q.user_id = k.user_id AND q.quarter >= $2) ORDER BY k.user_id LIMIT $3`,
};

const KEEP: Statement = {
  name: 'insight_keep',
  text: `
    INSERT INTO told_insight AS t (user_id, day, standing) VALUES ($1, $2, $3)
    ON CONFLICT (user_id) DO UPDATE SET day = excluded.day, standing = excluded.standing WHERE t.day < excluded.day RETURNING 1`,
};

export class PgInsightRecords extends InsightRecords {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly doors: { readonly live: LiveStream; readonly incidents: Incidents },
  ) {
    super();
  }

  async lively(sinceMs: number, afterId: number, most: number): Promise<readonly LivelyUser[]> {
    const rows = (await this.database.rows(LIVELY, [afterId, Math.floor(sinceMs / QUARTER_HOUR_MS), most])) as [number, number | null, Buffer | null][];
    return rows.map(([userId, day, standing]) =>
      ({ userId, told: day === null || standing === null ? undefined : { userId, day, standing: JSON.parse(this.keyring.open('details', standing)) as string[] } }));
  }

  keep({ userId, day, standing }: ToldInsights, { news, raises }: InsightNews): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const kept = await tx.rows(KEEP, [userId, day, this.keyring.seal('details', JSON.stringify(standing))]);
      if (kept.length === 0) return false;
      // In the order of their keys, so that two who raise at once never wait for each other; of one key in the order of time.
      const inOrder = [...raises].sort((one, other) => (one.key === other.key ? one.atMs - other.atMs : one.key < other.key ? -1 : 1));
      for (const raise of inOrder) await this.doors.incidents.raise(raise, tx);
      for (const each of news) await this.doors.live.publish(each, tx);
      return true;
    });
  }
}
