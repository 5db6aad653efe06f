import { promotionVerdict } from '../../core/index.js';
import type { ModelRegistry } from '../model-registry.js';
import type { ServedModel, ServedModels } from '../served-model.js';
import { outcomeLossOf } from './outcome-loss-of.js';
import type { PromotionTests } from './promotion-tests.js';
import { rescoring } from './rescore.js';
import type { RolledBack } from './rolled-back.js';
import type { ScoreShadow } from './score-shadow.js';
import { ALPHA, type PromotionStep, type TestPromotion } from './test-promotion.js';

export interface ContestRun {
  readonly shadowScored: number;
  readonly pairs: number;
  /** Null where nothing was tested. */
  readonly decision: PromotionStep['decision'] | null;
}

export interface ContestParts {
  readonly registry: ModelRegistry;
  readonly models: ServedModels;
  readonly tests: PromotionTests;
  readonly rolledBack: RolledBack;
  readonly scoreShadow: ScoreShadow;
  readonly testPromotion: TestPromotion;
}

const NO_CONTEST: ContestRun = { shadowScored: 0, pairs: 0, decision: null };

/** Lets the challenger, where there is one that can be compared, contend with the champion. */
export class RunContest {
  constructor(private readonly parts: ContestParts) {}

  async execute(champion: ServedModel): Promise<ContestRun> {
    const { registry, models, tests, rolledBack, scoreShadow, testPromotion } = this.parts;
    const model = champion.name;
    const challenger = await registry.version(model, 'challenger');
    if (challenger === undefined || challenger.version === champion.version) return NO_CONTEST;
    const contest = { model, champion: champion.version, challenger: challenger.version, challengerMs: challenger.createdMs };
    if ((await rolledBack.versionsOf(model)).has(contest.challenger)) return NO_CONTEST;
    const test = await tests.find(contest);
    // A test is settled once: where somebody has put things back since, that was on purpose.
    if (test !== undefined && promotionVerdict(test, ALPHA).decision !== 'undecided') return NO_CONTEST;
    const served = await models.get(model, contest.challenger);
    const rescore = rescoring(champion, served);
    const passport = (await registry.version(model, champion.version))?.passport ?? challenger.passport;
    const losses = { champion: outcomeLossOf(champion, passport), challenger: outcomeLossOf(served, passport) };
    if (rescore === undefined || losses.champion === undefined || losses.challenger === undefined) return NO_CONTEST;
    const shadowScored = await scoreShadow.execute(contest, rescore);
    const step = await testPromotion.execute(contest, { champion: losses.champion, challenger: losses.challenger });
    return { shadowScored, pairs: step?.pairs ?? 0, decision: step?.decision ?? null };
  }
}
