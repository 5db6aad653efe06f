import { AppError, type Clock, type FieldError } from '#kernel';
import { Rest } from '#platform/process';
import {
  BEHAVIOR_TARGETS, BehaviorRows, CALLER_AT_CALL, encodeDataset, HistoryRows, MOST_CELLS, USER_AT_CALL,
  type BehaviorTarget, type HistoryData, type ModelType, type RowsOfHistory,
} from '../core/index.js';
import type { CallHistory } from './call-history.js';
import { readRange, type HistoryRange } from './history-range.js';
import type { Model } from './model-registry.js';
import type { Provenance } from './passport.js';
import type { TrainingWatch } from './training.js';
import type { HistoryOrder } from './training-jobs.js';

/** What can learn from the features of a set. */
const MODEL_TYPES: Readonly<Record<string, readonly ModelType[]>> = { [CALLER_AT_CALL.name]: ['classification', 'anomaly'], [USER_AT_CALL.name]: ['classification'] };
const WAYS = Object.entries(MODEL_TYPES).map(([name, types]) => `${name} (${types.join(', ')})`).join(' or ');
/** Of the time: the worker folds the stream on this very thread. */
const SHARE = 1 / 3;
const mostRows = ({ features }: typeof CALLER_AT_CALL | typeof USER_AT_CALL): number => Math.floor(MOST_CELLS / features.length);

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
    const { featureSet, target } = trainingConfig;
    if (typeof featureSet !== 'string' || MODEL_TYPES[featureSet]?.includes(modelType) !== true) {
      throw new AppError('history_unavailable', 'conflict', `from history learn models whose trainingConfig.featureSet is ${WAYS}; send features and labels`);
    }
    const range = this.range(asked);
    if ('errors' in range) return range;
    return { ...range, until: await this.calls.end(), ...(featureSet === USER_AT_CALL.name && { target: targetOf(target) }) };
  }

  /** What range a request asks for, or what is wrong with it. */
  range(asked: Readonly<Record<string, unknown>>): ReturnType<typeof readRange> {
    return readRange(asked, this.clock.now());
  }

  /** @throws AppError `training_data_empty`, `training_data_one_class`; the signal's reason where it was aborted */
  async build(modelType: ModelType, { history: { until, target, ...range }, seed }: HistoryOrder, { progress, signal }: TrainingWatch): Promise<HistoryDataset> {
    const rows: RowsOfHistory = target === undefined
      ? new HistoryRows({ ...range, labelled: modelType !== 'anomaly', seed, mostRows: mostRows(CALLER_AT_CALL) })
      : new BehaviorRows({ ...range, target, seed, mostRows: mostRows(USER_AT_CALL) });
    const rest = new Rest(SHARE);
    for await (const { done, ...number } of this.calls.numbers(until)) {
      signal.throwIfAborted();
      for (const _step of rows.add(number)) await rest.take();
      progress(done);
      await rest.take();
    }
    for (const _step of rows.settle?.() ?? []) {
      signal.throwIfAborted();
      await rest.take();
    }
    signal.throwIfAborted();
    const built = rows.finish();
    if ('code' in built) throw new AppError(built.code, 'invalid', built.detail);
    return { dataset: encodeDataset(built.data), provenance: provenanceOf(built, range, target === undefined ? CALLER_AT_CALL : USER_AT_CALL) };
  }
}

/** What a model is to foretell that does not say: what the user does with the call. */
function targetOf(target: unknown): BehaviorTarget {
  return BEHAVIOR_TARGETS.find((known) => known === target) ?? 'outcome';
}

function provenanceOf({ data, found, labels }: HistoryData, { fromMs, toMs }: HistoryRange, { name, version }: typeof CALLER_AT_CALL | typeof USER_AT_CALL): Provenance {
  return {
    featureSet: { name, version },
    ...(labels && { labels }),
    data: { source: 'history', from: instant(fromMs), to: instant(toMs), ...(found > data.features.rows && { sampledFrom: found }) },
  };
}
