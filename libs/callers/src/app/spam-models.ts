import type { Champions, InstantModel, PredictedCall, Prediction, PredictionLog, ServedModel, Warn } from '#ml';
import { CALLER_AT_CALL, type Matrix } from '#ml/core';
import type { Evidence, ModelId, Opinion } from '../core/index.js';

const NAME = 'spam_classifier';
const SPAM = 'spam';
const FEATURES = CALLER_AT_CALL.features.map(({ name }) => name);

type ClassPrediction = Extract<Prediction, { readonly label: unknown }>;
type Calibrated = ClassPrediction & Required<Pick<ClassPrediction, 'interval'>>;

function matrixOf(evidences: readonly Evidence[]): Matrix {
  const values = new Float64Array(evidences.length * FEATURES.length);
  evidences.forEach((evidence, row) => values.set(CALLER_AT_CALL.vector(evidence), row * FEATURES.length));
  return { rows: evidences.length, columns: FEATURES.length, values };
}

function isCalibrated(model: InstantModel): boolean {
  const nothing = { rows: 1, columns: FEATURES.length, values: new Float64Array(FEATURES.length).fill(NaN) };
  const [prediction] = model.predict(nothing);
  return prediction !== undefined && 'label' in prediction && prediction.interval !== undefined;
}

/** Why a version cannot be asked about callers. A feature's name is never given to another meaning, so the names tell the version too. */
function unfitness(model: InstantModel): string | undefined {
  const { modelType, classes, featureNames } = model;
  if (modelType !== 'classification' || classes.length !== 2 || !classes.includes(SPAM)) return `it does not tell ${SPAM} from one other class`;
  const fits = featureNames.length === FEATURES.length && FEATURES.every((name, at) => featureNames[at] === name);
  if (!fits) return `its features are not those of ${CALLER_AT_CALL.name} ${CALLER_AT_CALL.version}`;
  return isCalibrated(model) ? undefined : 'it is not calibrated: too few rows of a kind to learn from';
}

/** base + contributions = output, the model's raw score of spam before calibration. */
export interface ModelExplanation {
  readonly base: number;
  readonly contributions: readonly { readonly feature: string; readonly value: number | null; readonly contribution: number }[];
  readonly output: number;
}

/** A version of the spam classifier that can be asked about callers. */
export class SpamModel {
  private readonly id: ModelId;

  constructor(private readonly served: InstantModel) {
    this.id = { name: served.name, version: served.version };
  }

  get version(): number {
    return this.id.version;
  }

  /** An opinion on each caller; about ten microseconds for one. */
  opinionsOn(evidences: readonly Evidence[]): readonly Opinion[] {
    return this.served.predict(matrixOf(evidences)).map((prediction) => this.opinionFrom(prediction));
  }

  /** An opinion on a caller for a call of now, which is put on record. */
  opinionOnCall(evidence: Evidence, call: PredictedCall, log: PredictionLog): Opinion {
    const features = matrixOf([evidence]);
    const predictions = this.served.predict(features);
    log.record({ model: this.id.name, version: this.id.version, classes: this.served.classes, features, predictions, call });
    return this.opinionFrom(predictions[0] as Prediction);
  }

  /** Each feature's part in the raw score of spam, by TreeSHAP; undefined where the algorithm has none. */
  async explain(evidence: Evidence): Promise<ModelExplanation | undefined> {
    const features = matrixOf([evidence]);
    const explanations = await this.served.explain?.(features);
    if (explanations === undefined) return undefined;
    // Of two classes a model has one raw score, that of the second, or one each.
    const spamAt = this.served.classes.indexOf(SPAM);
    const output = this.served.outputs > 1 ? spamAt : 0;
    const sign = this.served.outputs > 1 || spamAt === 1 ? 1 : -1;
    const base = sign * (explanations.base[output] as number);
    const contributions = FEATURES.map((feature, column) => {
      const value = features.values[column] as number;
      return { feature, value: Number.isNaN(value) ? null : value, contribution: sign * (explanations.contributions[output * FEATURES.length + column] as number) };
    });
    return { base, contributions, output: contributions.reduce((sum, { contribution }) => sum + contribution, base) };
  }

  private opinionFrom(prediction: Prediction): Opinion {
    const { label, probabilities, interval: [lower, upper] } = prediction as Calibrated;
    return { model: this.id, probability: probabilities[SPAM] as number, interval: label === SPAM ? [lower, upper] : [1 - upper, 1 - lower] };
  }
}

const isInstant = (model: ServedModel): model is InstantModel => model.remote !== true;

/** A model to be asked, or why it cannot be. */
function asked(served: ServedModel): readonly [SpamModel | undefined, string | undefined] {
  if (!isInstant(served)) return [undefined, 'it answers in a process of its own, and a verdict does not wait'];
  const reason = unfitness(served);
  return [reason === undefined ? new SpamModel(served) : undefined, reason];
}

/** The spam classifier that verdicts ask. Where its champion does not fit, that is told once and the evidence decides alone. */
export class SpamModels {
  private readonly checked = new WeakMap<ServedModel, { readonly model: SpamModel | undefined }>();
  private readonly told = new Set<number>();

  constructor(
    private readonly champions: Pick<Champions, 'now' | 'at'>,
    private readonly warn: Warn,
  ) {}

  async now(): Promise<SpamModel | undefined> {
    return this.fitting(await this.champions.now(NAME));
  }

  /** The one that verdicts asked at an earlier moment. */
  async at(atMs: number): Promise<SpamModel | undefined> {
    return this.fitting(await this.champions.at(NAME, atMs));
  }

  private fitting(served: ServedModel | undefined): SpamModel | undefined {
    if (served === undefined) return undefined;
    const known = this.checked.get(served);
    if (known !== undefined) return known.model;
    const [model, reason] = asked(served);
    this.checked.set(served, { model });
    if (reason !== undefined) this.tell(served.version, reason);
    return model;
  }

  private tell(version: number, reason: string): void {
    if (!this.told.has(version)) this.warn('a champion does not fit verdicts', { model: NAME, version, reason });
    this.told.add(version);
  }
}
