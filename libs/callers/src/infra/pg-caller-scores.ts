import { plain, type Database, type Statement } from '#platform/database';
import { SPAM_CATEGORIES } from '#realtime/core';
import { CallerScores, type CallerScore, type ScorePlace, type Scoring, type ScoringMark } from '../app/caller-scores.js';
import { VERDICTS, type Verdict } from '../core/index.js';

const SAVE: Statement = {
  name: 'caller_score_save',
  text: `
    INSERT INTO caller_score (caller_id, verdict, probability, category)
    SELECT * FROM unnest($1::bigint[], $2::smallint[], $3::double precision[], $4::smallint[])
    ON CONFLICT (caller_id) DO UPDATE SET verdict = excluded.verdict, probability = excluded.probability, category = excluded.category
    WHERE (caller_score.verdict, caller_score.probability, caller_score.category) IS DISTINCT FROM (excluded.verdict, excluded.probability, excluded.category)`,
};

const FINISHED: Statement = { name: 'caller_scoring_add', text: 'INSERT INTO caller_scoring (model_version, started_ms, finished_ms, callers, began_xid) VALUES ($1, $2, $3, $4, $5::xid8)' };

// The oldest transaction under way: what it and later ones write may come too late for the batch.
const BEGIN: Statement = { name: 'caller_scoring_begin', text: 'SELECT pg_snapshot_xmin(pg_current_snapshot())::text' };

const LATEST: Statement = { name: 'caller_scoring_latest', text: 'SELECT model_version, started_ms, finished_ms, callers FROM caller_scoring ORDER BY id DESC LIMIT 1' };

const LIST: Statement = {
  name: 'caller_score_list',
  text: `
    SELECT caller_id, probability, category FROM caller_score
    WHERE verdict = $1 AND probability IS NOT NULL AND ($2::double precision IS NULL OR (-probability, caller_id) > (-$2, $3))
    ORDER BY -probability, caller_id LIMIT $4`,
};

export class PgCallerScores extends CallerScores {
  constructor(private readonly database: Database) {
    super();
  }

  async save(scores: readonly CallerScore[]): Promise<void> {
    const column = (value: (score: CallerScore) => number | null): string => plain(scores.map(value));
    await this.database.rows(SAVE, [
      column(({ callerId }) => callerId),
      column(({ verdict }) => VERDICTS.indexOf(verdict)),
      column(({ probability }) => probability),
      column(({ category }) => (category === null ? null : SPAM_CATEGORIES.indexOf(category))),
    ]);
  }

  async begin(): Promise<ScoringMark> {
    return (await this.database.rows(BEGIN))[0]?.[0] as ScoringMark;
  }

  async finished({ modelVersion, startedMs, finishedMs, callers }: Scoring, begun?: ScoringMark): Promise<void> {
    await this.database.rows(FINISHED, [modelVersion, startedMs, finishedMs, callers, begun ?? null]);
  }

  async latest(): Promise<Scoring | undefined> {
    const [row] = await this.database.rows(LATEST);
    if (row === undefined) return undefined;
    const [modelVersion, startedMs, finishedMs, callers] = row as [number | null, number, number, number];
    return { modelVersion, startedMs, finishedMs, callers };
  }

  async list(verdict: Verdict, after: ScorePlace | undefined, limit: number): Promise<readonly (CallerScore & ScorePlace)[]> {
    const rows = await this.database.rows(LIST, [VERDICTS.indexOf(verdict), after?.probability ?? null, after?.callerId ?? null, limit]);
    return rows.map(([callerId, probability, category]) => ({
      callerId: callerId as number, verdict, probability: probability as number, category: category === null ? null : (SPAM_CATEGORIES[category as number] ?? null),
    }));
  }
}
