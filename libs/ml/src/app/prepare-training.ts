import { AppError, inputInvalid, inputsInvalid, type FieldError } from '#kernel';
import { algorithmNamed, AUTO, checkLstm, type Hyperparameters, type ModelType } from '../core/index.js';
import type { Artifacts } from './artifacts.js';
import type { Model, ModelRegistry } from './model-registry.js';
import type { HistoryTraining } from './history-training.js';
import type { ReadRequest, Training } from './training.js';
import { knownModel } from './known-models.js';
import type { SeriesOrder, TrainingOrder } from './training-jobs.js';

const KNOWN = ['source', 'algorithm', 'hyperparameters', 'seed', 'promote', 'maxFalsePositiveRate'];
const KNOWN_OF = { inline: new Set([...KNOWN, 'mostFeatures']), history: new Set([...KNOWN, 'from', 'to']) };
/** Learns from series, not from rows like an algorithm. */
const LSTM: Pick<typeof AUTO, 'name' | 'modelTypes' | 'check'> = { name: 'lstm', modelTypes: ['forecast'], check: checkLstm };
const OF_CLASSES = 'is for classes alone';
const LARGEST_SEED = 2 ** 31 - 1;

type Choice = Pick<TrainingOrder, 'algorithm' | 'hyperparameters' | 'seed' | 'promote' | 'maxFalsePositiveRate' | 'mostFeatures'>;

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Takes a training request apart, checks all of it and keeps its data. */
export class PrepareTraining {
  constructor(
    private readonly registry: ModelRegistry,
    private readonly artifacts: Artifacts,
    private readonly training: Training,
    private readonly history: HistoryTraining,
  ) {}

  /**
   * Resolves with what a training job is to be told. `request` is JSON's bytes, or what those would mean.
   * @throws AppError `model_unknown`, `json_malformed`, `input_invalid`, `training_data_…`, `history_unavailable`
   */
  async execute(name: string, request: Uint8Array | object, requester: Pick<TrainingOrder, 'requestedBy' | 'requestId'>): Promise<TrainingOrder> {
    const model = await knownModel(this.registry, name);
    const read = await this.training.read(request, model.modelType);
    if ('fault' in read) throw new AppError(read.fault.code, 'invalid', read.fault.detail, { errors: read.fault.errors });
    const head = { model: name, ...requester };
    if (model.modelType === 'forecast') return { ...head, ...this.ofSeries(model, read) };
    if (read.dataset !== undefined) return { ...head, ...choiceOf(model, read.rest, 'inline'), datasetId: await this.artifacts.keep(read.dataset) };
    const history = await this.history.plan(model, read.rest);
    if ('errors' in history) throw inputsInvalid(history.errors);
    return { ...head, ...choiceOf(model, read.rest, 'history'), history };
  }

  private ofSeries(model: Model, { dataset, rest }: Extract<ReadRequest, { readonly rest: unknown }>): Choice & Pick<SeriesOrder, 'series' | 'hyperparameters'> {
    if (dataset !== undefined) throw inputInvalid('source', 'must be history: a forecaster learns from the calls of users');
    const choice = choiceOf(model, rest, 'history');
    const series = this.history.range(rest);
    if ('errors' in series) throw inputsInvalid(series.errors);
    return { ...choice, hyperparameters: choice.hyperparameters as SeriesOrder['hyperparameters'], series };
  }
}

function choiceOf(model: Model, rest: Readonly<Record<string, unknown>>, from: keyof typeof KNOWN_OF): Choice {
  const { source = from, algorithm = model.algorithm, hyperparameters = {}, seed = 1, promote = false } = rest;
  const errors: FieldError[] = Object.keys(rest).filter((key) => !KNOWN_OF[from].has(key)).map((path) => ({ path, message: 'is not known here' }));
  if (source !== from) errors.push({ path: 'source', message: 'must be history, or inline where data is sent along' });
  if (typeof algorithm !== 'string') errors.push({ path: 'algorithm', message: 'must be a text' });
  if (!isObject(hyperparameters)) errors.push({ path: 'hyperparameters', message: 'must be an object' });
  if (!Number.isSafeInteger(seed) || (seed as number) < 0 || (seed as number) > LARGEST_SEED) errors.push({ path: 'seed', message: `must be a whole number from 0 to ${LARGEST_SEED}` });
  if (typeof promote !== 'boolean') errors.push({ path: 'promote', message: 'must be true or false' });
  const limits = limitsOf(model, rest, errors);
  if (errors.length > 0) throw inputsInvalid(errors);
  return { ...settled(model, algorithm as string, hyperparameters as Hyperparameters), seed: seed as number, promote: promote as boolean, ...limits };
}

/** What is wrong with a rate that the second class of two may be said wrongly at. */
export function rateFault(rate: unknown, modelType: ModelType): string | undefined {
  if (modelType !== 'classification') return OF_CLASSES;
  return typeof rate === 'number' && rate > 0 && rate < 1 ? undefined : 'must be a number above 0 and below 1';
}

/** What is asked of classes alone. */
function limitsOf({ modelType, trainingConfig }: Model, rest: Readonly<Record<string, unknown>>, errors: FieldError[]): Pick<Choice, 'maxFalsePositiveRate' | 'mostFeatures'> {
  const { maxFalsePositiveRate = trainingConfig['maxFalsePositiveRate'], mostFeatures } = rest;
  const asked = Object.entries({ maxFalsePositiveRate, mostFeatures }).filter(([, value]) => value !== undefined);
  const fault = maxFalsePositiveRate === undefined ? undefined : rateFault(maxFalsePositiveRate, modelType);
  if (fault !== undefined) errors.push({ path: 'maxFalsePositiveRate', message: fault });
  if (mostFeatures !== undefined && modelType !== 'classification') errors.push({ path: 'mostFeatures', message: OF_CLASSES });
  else if (mostFeatures !== undefined && !(Number.isSafeInteger(mostFeatures) && (mostFeatures as number) >= 1)) errors.push({ path: 'mostFeatures', message: 'must be a whole number from 1' });
  return Object.fromEntries(asked);
}

/** The algorithm that will learn and every hyperparameter it will have; what the model was registered with holds where nothing else is asked for. */
export function settled(model: Pick<Model, 'modelType' | 'algorithm' | 'hyperparameters'>, name: string, given: Hyperparameters): Pick<Choice, 'algorithm' | 'hyperparameters'> {
  const algorithm = [AUTO, LSTM].find((one) => one.name === name) ?? algorithmNamed(name);
  if (algorithm === undefined) throw inputInvalid('algorithm', `must be one that is there, not ${JSON.stringify(name.slice(0, 64))}`);
  if (!algorithm.modelTypes.includes(model.modelType)) throw inputInvalid('algorithm', `must be one that learns ${model.modelType}`);
  const own = name === model.algorithm ? model.hyperparameters : {};
  const checked = algorithm.check({ ...own, ...given });
  if ('errors' in checked) throw inputsInvalid(checked.errors.map(({ path, message }) => ({ path: `hyperparameters.${path}`, message })));
  return { algorithm: name, hyperparameters: checked.values };
}
