import type { PredictedCall, PredictionLog } from '#ml';
import { DEFAULT_FALSE_BLOCK_RATE, judge, type Evidence, type Judgement, type ModelId, type Opinion } from '../core/index.js';
import type { SpamModel, SpamModels } from './spam-models.js';

/** The scoring that makes a verdict where no model can be asked. Its version changes with any figure a number's probability depends on. */
const EVIDENCE_MODEL: ModelId = { name: 'evidence_score', version: 1 };

/** When a verdict holds. */
export interface Moment {
  readonly asOfMs: number;
  /** Whether `asOfMs` lies in the past, so that what was received later must not count. */
  readonly earlier: boolean;
  /** Whether a phone rings now: only then is what a model says put on record, to be judged by what comes of the call. */
  readonly ringing: boolean;
}

export interface CallerJudgement extends Judgement {
  /** What made it. */
  readonly model: ModelId;
}

export function judgementOf(evidence: Evidence, opinion: Opinion | undefined): CallerJudgement {
  return { ...judge(evidence, opinion), model: opinion?.model ?? EVIDENCE_MODEL };
}

/** Judges a caller with what the spam classifier says of its calls: the one of now, or the one of then. */
export class JudgeCaller {
  constructor(
    private readonly models: SpamModels,
    private readonly log: PredictionLog,
    /** Share of legitimate calls that strategies may turn away, asked each time: it may change at run time. */
    private readonly share = (): number => DEFAULT_FALSE_BLOCK_RATE,
  ) {}

  get falseBlockRate(): number {
    return this.share();
  }

  /** @param call undefined for a number never seen; only what is said while a phone rings is put on record */
  async execute(evidence: Evidence, call: PredictedCall | undefined, moment: Moment): Promise<CallerJudgement> {
    return judgementOf(evidence, await this.opinion(evidence, call, moment));
  }

  /** What the model of the moment says of the calls; undefined where there are none, or no model. */
  async opinion(evidence: Evidence, call: PredictedCall | undefined, moment: Moment): Promise<Opinion | undefined> {
    if (evidence.caller === undefined || call === undefined) return undefined;
    const model = await this.modelAt(moment);
    return moment.ringing ? model?.opinionOnCall(evidence, call, this.log) : model?.opinionsOn([evidence])[0];
  }

  /** The model that is asked at a moment; undefined where none fits. */
  modelAt({ asOfMs, earlier }: Pick<Moment, 'asOfMs' | 'earlier'>): Promise<SpamModel | undefined> {
    return earlier ? this.models.at(asOfMs) : this.models.now();
  }
}
