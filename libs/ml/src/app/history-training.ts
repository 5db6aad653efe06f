import { AppError, type Clock, type FieldError } from '#kernel';
import { Rest } from '#platform/process';
import { CALLER_AT_CALL, encodeDataset, FEATURE_SET_NAMES, featureSetNamed, HistoryRows, MOST_CELLS, type HistoryData, type ModelType } from '../core/index.js';
import type { CallHistory } from './call-history.js';
import { readRange, type HistoryRange } from './history-range.js';
import type { Model } from './model-registry.js';
import type { Provenance } from './passport.js';
import type { TrainingWatch } from './training.js';
import type { HistoryOrder } from './training-jobs.js';

const MODEL_TYPES: ReadonlySet<ModelType> = new Set(['classification', 'anomaly']);
/** Of the time: the worker folds the stream on this very thread. */
const SHARE = 1 / 3;
const MOST_ROWS = Math.floor(MOST_CELLS / CALLER_AT_CALL.features.length);

const instant = (epochMs: number): string => new Date(epochMs).toISOString();

/** A data set made of the history, and where it comes from. */
export interface HistoryDataset {
  readonly dataset: Uint8Array;
  readonly provenance: Provenance;
}

/** Data sets from what calls and users left in the log. */
export class HistoryTraining {
  constructor(
    private readonly calls: CallHistory,
    private readonly clock: Clock,
  ) {}

  /**
   * What part of the history a job is to learn from, the log ending where it ends now: a second try then sees what the first saw.
   * @throws AppError `history_unavailable` for a model whose features the history cannot give
   */
  async plan({ modelType, trainingConfig }: Pick<Model, 'modelType' | 'trainingConfig'>, asked: Readonly<Record<string, unknown>>): Promise<HistoryOrder['history'] | { readonly errors: readonly FieldError[] }> {
    const { featureSet } = trainingConfig;
    if (!MODEL_TYPES.has(modelType) || typeof featureSet !== 'string' || featureSetNamed(featureSet) === undefined) {
      throw new AppError('history_unavailable', 'conflict', `from history learn models of the types ${[...MODEL_TYPES].join(' and ')} whose trainingConfig.featureSet is ${FEATURE_SET_NAMES.join(' or ')}; send features and labels`);
    }
    const range = this.range(asked);
    return 'errors' in range ? range : { ...range, until: await this.calls.end() };
  }

  /** What range a request asks for, or what is wrong with it. */
  range(asked: Readonly<Record<string, unknown>>): ReturnType<typeof readRange> {
    return readRange(asked, this.clock.now());
  }

  /** @throws AppError `training_data_empty`, `training_data_one_class`; the signal's reason where it was aborted */
  async build(modelType: ModelType, { history: { until, ...range }, seed }: HistoryOrder, { progress, signal }: TrainingWatch): Promise<HistoryDataset> {
    const rows = new HistoryRows({ ...range, labelled: modelType !== 'anomaly', seed, mostRows: MOST_ROWS });
    const rest = new Rest(SHARE);
    for await (const { done, ...number } of this.calls.numbers(until)) {
      signal.throwIfAborted();
      for (const _step of rows.add(number)) await rest.take();
      progress(done);
      await rest.take();
    }
    signal.throwIfAborted();
    const built = rows.finish();
    if ('code' in built) throw new AppError(built.code, 'invalid', built.detail);
    return { dataset: encodeDataset(built.data), provenance: provenanceOf(built, range) };
  }
}

function provenanceOf({ data, found, labels }: HistoryData, { fromMs, toMs }: HistoryRange): Provenance {
  const { name, version } = CALLER_AT_CALL;
  return {
    featureSet: { name, version },
    ...(labels && { labels }),
    data: { source: 'history', from: instant(fromMs), to: instant(toMs), ...(found > data.features.rows && { sampledFrom: found }) },
  };
}
