import type { Clock } from '#kernel';
import { plain, type Cell, type Database, type Statement, type Transaction } from '#platform/database';
import type { Contest } from '../../app/watching/contest.js';
import { BY_SERVICE } from '../../app/watching/model-audit.js';
import { PromotionTests, type Advance, type LabelledPair } from '../../app/watching/promotion-tests.js';
import { startPromotionTest, type PromotionTest } from '../../core/index.js';
import { giveAlias } from '../give-alias.js';
import * as registry from '../registry-statements.js';
import { recordStep } from './audit-row.js';

const FIND: Statement = { name: 'promotion_test_find', text: 'SELECT state FROM model_promotion_test WHERE model = $1 AND champion = $2 AND challenger = $3' };

/** Locked, so that a label that is changed meanwhile waits: what is counted is what stands there. */
const UNCOUNTED: Statement = {
  name: 'prediction_uncounted',
  text: `
    SELECT id, outcome, shadow_outcome, label FROM prediction
    WHERE model = $1 AND version = $2 AND shadow_version = $3 AND labelled_ms > $4 AND label IS NOT NULL AND paired_version IS DISTINCT FROM $3
    ORDER BY labelled_ms, id LIMIT $5 FOR UPDATE`,
};

const MARK: Statement = { name: 'prediction_counted', text: 'UPDATE prediction SET paired_version = $1 WHERE id = ANY($2::bigint[])' };

const KEEP: Statement = {
  name: 'promotion_test_keep',
  text: `
    INSERT INTO model_promotion_test (model, champion, challenger, state, updated_ms) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (model, champion, challenger) DO UPDATE SET state = excluded.state, updated_ms = excluded.updated_ms`,
};

function pairFrom([, champion, challenger, label]: readonly Cell[]): LabelledPair {
  return { champion, challenger, label } as LabelledPair;
}

export class PgPromotionTests extends PromotionTests {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  find(contest: Contest): Promise<PromotionTest | undefined> {
    return found(this.database, contest);
  }

  advance(contest: Contest, limit: number, count: (test: PromotionTest, pairs: readonly LabelledPair[]) => Advance): Promise<Advance | undefined> {
    const { model, champion, challenger, challengerMs } = contest;
    return this.database.transaction(async (tx) => {
      await tx.rows(registry.LOCK_MODEL, [model]);
      const aliases = new Map((await tx.rows(registry.ALIASES_OF, [model])) as [string, number][]);
      if (aliases.get('champion') !== champion || aliases.get('challenger') !== challenger) return undefined;
      const rows = await tx.rows(UNCOUNTED, [model, champion, challenger, challengerMs, limit]);
      const step = count((await found(tx, contest)) ?? startPromotionTest(), rows.map(pairFrom));
      if (step.counted === 0) return step;
      const now = this.clock.now();
      await tx.rows(MARK, [challenger, plain(rows.slice(0, step.counted).map(([id]) => id as number))]);
      await tx.rows(KEEP, [model, champion, challenger, JSON.stringify(step.test), now]);
      await settle(tx, contest, step, now);
      return step;
    });
  }
}

async function found(tx: Transaction, { model, champion, challenger }: Contest): Promise<PromotionTest | undefined> {
  const [row] = await tx.rows(FIND, [model, champion, challenger]);
  return row?.[0] as PromotionTest | undefined;
}

async function settle(tx: Transaction, { model, challenger }: Contest, { settled }: Advance, now: number): Promise<void> {
  if (settled === undefined) return;
  const { decision, reason, details } = settled;
  await recordStep(tx, { model, version: challenger, action: 'promotion_decided', by: BY_SERVICE, reason, details }, now);
  if (decision === 'promote') await giveAlias(tx, { name: model, alias: 'champion', version: challenger }, { by: BY_SERVICE, reason }, now);
}
