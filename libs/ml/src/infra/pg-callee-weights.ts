import type { Clock } from '#kernel';
import { plain, type Database, type Statement } from '#platform/database';
import { CalleeWeights, type CalleeLearning, type LearntWeights } from '../app/behavior/callee-weights.js';

/** They change once a night. */
const REMEMBERED_MS = 60_000;

const LATEST: Statement = { name: 'callee_weights_latest', text: 'SELECT version, features, weights FROM callee_weights ORDER BY version DESC LIMIT 1' };

const KEEP: Statement = {
  name: 'callee_weights_keep',
  text: `
    INSERT INTO callee_weights (learnt_ms, users, choices, top1, most_recent_top1, features, weights)
    VALUES ($1, $2, $3, $4, $5, $6::text[], $7::float8[]) RETURNING version`,
};

export class PgCalleeWeights extends CalleeWeights {
  private remembered: { readonly sinceMs: number; readonly weights: Promise<LearntWeights | undefined> } | undefined;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  latest(): Promise<LearntWeights | undefined> {
    const nowMs = this.clock.now();
    if (this.remembered !== undefined && nowMs - this.remembered.sinceMs < REMEMBERED_MS) return this.remembered.weights;
    const weights = this.read();
    this.remembered = { sinceMs: nowMs, weights };
    weights.catch(() => (this.remembered = undefined));
    return weights;
  }

  async keep({ users, choices, top1, mostRecentTop1, features, weights }: CalleeLearning, learntMs: number): Promise<number> {
    const [row] = await this.database.rows(KEEP, [learntMs, users, choices, top1, mostRecentTop1, plain(features), plain([...weights])]);
    this.remembered = undefined;
    return row?.[0] as number;
  }

  private async read(): Promise<LearntWeights | undefined> {
    const [row] = await this.database.rows(LATEST);
    if (row === undefined) return undefined;
    const [version, features, weights] = row as unknown as [number, string[], number[]];
    return { version, features, weights: Float64Array.from(weights) };
  }
}
