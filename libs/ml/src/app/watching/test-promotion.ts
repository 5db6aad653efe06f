import { countPairs, type PromotionTest } from '../../core/index.js';
import type { Contest } from './contest.js';
import type { OutcomeLoss } from './outcome-loss-of.js';
import type { Advance, LabelledPair, PromotionTests } from './promotion-tests.js';

/** How often at most a challenger that is no better is promoted, however often the test is looked at. */
export const ALPHA = 0.05;
const MOST_PAIRS = 5000;

export interface Losses {
  readonly champion: OutcomeLoss;
  readonly challenger: OutcomeLoss;
}

export interface PromotionStep {
  readonly pairs: number;
  readonly decision: 'promote' | 'keep' | 'undecided';
}

const written = (figure: number): number => Number(figure.toPrecision(4));

function lossesOf({ champion, challenger, label }: LabelledPair, losses: Losses): readonly [number, number] | undefined {
  const [left, right] = [losses.champion(champion, label), losses.challenger(challenger, label)];
  return left === undefined || right === undefined ? undefined : [left, right];
}

function advance(begun: PromotionTest, pairs: readonly LabelledPair[], contest: Contest, losses: Losses): Advance {
  const { test, counted, verdict } = countPairs(begun, pairs.map((pair) => lossesOf(pair, losses)), ALPHA);
  const { decision, evidence, counterEvidence, meanGap = 0 } = verdict;
  if (decision === 'undecided' || counted === 0) return { test, counted };
  const { champion, challenger } = contest;
  const won = written(decision === 'promote' ? evidence : counterEvidence);
  const [better, worse] = decision === 'promote' ? [challenger, champion] : [champion, challenger];
  const reason = `version ${better} lost less than version ${worse} on ${test.pairs} predictions whose truth came: evidence ${won} of the ${1 / ALPHA} that are wanted`;
  const figures = { evidence: written(evidence), counterEvidence: written(counterEvidence), meanGap: written(meanGap), pairs: test.pairs, alpha: ALPHA };
  return { test, counted, settled: { decision, reason, details: { champion, challenger, decision, ...figures } } };
}

/** Counts what has come to be known since the last look, and promotes the challenger where that is proof enough. */
export class TestPromotion {
  constructor(private readonly tests: PromotionTests) {}

  /** Undefined where the two do not contend any more. */
  async execute(contest: Contest, losses: Losses): Promise<PromotionStep | undefined> {
    const step = await this.tests.advance(contest, MOST_PAIRS, (test, pairs) => advance(test, pairs, contest, losses));
    return step && { pairs: step.counted, decision: step.settled?.decision ?? 'undecided' };
  }
}
