import { setImmediate } from 'node:timers/promises';
import { assessInSteps, readFloor, type Assessment, type Floor, type ModelType } from '../core/index.js';
import type { Model, ModelRegistry, ModelVersion } from './model-registry.js';
import { knownModel, knownVersion } from './known-models.js';
import type { LabelledOutcome, LoggedPrediction, PredictionHistory } from './prediction-history.js';

const MOST_LABELLED = 5000;
const MOST_RECENT = 2000;
/** Of very wide rows fewer are read, but never fewer than drift wants. */
const MOST_CELLS = 1_000_000;
const FEWEST_RECENT = 200;

export interface PerformanceReport extends Assessment {
  readonly model: string;
  readonly version: number;
  readonly modelType: ModelType;
  /** The latest answers that drift was told by, and the latest whose truth is known. */
  readonly servedRows: number;
  readonly labelledRows: number;
  /** When the first and the last of all these were served; null where there are none. */
  readonly window: { readonly fromMs: number | null; readonly toMs: number | null };
}

function flat(parts: readonly Float64Array[], width: number): Float64Array {
  const whole = new Float64Array(parts.length * width);
  parts.forEach((part, row) => whole.set(part, row * width));
  return whole;
}

function floorOf({ trainingConfig: { floor }, modelType }: Model): Floor | undefined {
  const read = floor === undefined ? undefined : readFloor(floor, modelType, 'floor');
  return read && 'floor' in read ? read.floor : undefined;
}

function windowOf(served: readonly { readonly servedMs: number }[]): PerformanceReport['window'] {
  if (served.length === 0) return { fromMs: null, toMs: null };
  const times = served.map(({ servedMs }) => servedMs);
  return { fromMs: Math.min(...times), toMs: Math.max(...times) };
}

const isUsable = ({ outcome }: { readonly outcome: Float64Array }): boolean => outcome.every(Number.isFinite);

/** How a version does on what it served lately, for whoever watches it. */
export class AssessPerformance {
  constructor(
    private readonly registry: ModelRegistry,
    private readonly history: PredictionHistory,
  ) {}

  /** @throws AppError `model_unknown`, `model_not_trained`, `version_unknown` */
  async execute(name: string, versionOrAlias: number | string = 'champion'): Promise<PerformanceReport> {
    const model = await knownModel(this.registry, name);
    const found = await knownVersion(this.registry, name, versionOrAlias);
    const { version, passport } = found;
    const most = Math.max(FEWEST_RECENT, Math.min(MOST_RECENT, Math.floor(MOST_CELLS / passport.features.length)));
    // One after the other: each is parsed as it comes, and both together would keep others waiting for longer.
    const recent = (await this.history.recent(name, version, most)).filter(isUsable);
    const labelled = (await this.history.outcomes(name, version, MOST_LABELLED)).filter(isUsable);
    const assessment = await this.assess(model, found, recent, labelled);
    return {
      model: name, version, modelType: passport.modelType, servedRows: recent.length, labelledRows: labelled.length,
      window: windowOf([...recent, ...labelled]), ...assessment,
    };
  }

  /** Pauses between the steps: nobody's request waits for the whole. */
  private async assess(model: Model, { version, passport }: ModelVersion, recent: readonly LoggedPrediction[], labelled: readonly LabelledOutcome[]): Promise<Assessment> {
    const { modelType, features, classes, metrics } = passport;
    const width = Math.max(1, classes.length);
    const steps = assessInSteps({
      modelType, features, classes: classes.length, found: metrics, floor: floorOf(model), profile: await this.registry.profileOf(model.name, version),
      labelled: { outcomes: flat(labelled.map(({ outcome }) => outcome), width), labels: Float64Array.from(labelled, ({ label }) => label) },
      recent: {
        features: { rows: recent.length, columns: features.length, values: flat(recent.map(({ vector }) => vector), features.length) },
        outcomes: flat(recent.map(({ outcome }) => outcome), width),
      },
    });
    for (;;) {
      const { done, value } = steps.next();
      if (done) return value;
      await setImmediate();
    }
  }
}
