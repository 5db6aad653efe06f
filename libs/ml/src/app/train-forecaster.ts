import { createHash } from 'node:crypto';
import { AppError, type Clock } from '#kernel';
import { backtestForecaster, unpackForecaster, type ForecasterBacktest } from '../core/index.js';
import type { Forecasters } from './forecasters.js';
import type { ModelRegistry, ModelVersion } from './model-registry.js';
import type { NetworkTraining } from './network-training.js';
import { LIBRARY, type Passport } from './passport.js';
import type { SeriesHistory } from './series-history.js';
import type { TrainingWatch } from './training.js';
import type { SeriesOrder } from './training-jobs.js';

const HOUR_MS = 3_600_000;

/** Hours ahead, and hours at the end of each series that are kept from learning so that something is left to judge by. */
const HORIZON = 48;

/** However many there are, windows are drawn from so many. */
const MOST_SERIES = 500;

export interface TrainForecasterParts {
  readonly registry: ModelRegistry;
  readonly forecasters: Forecasters;
  readonly training: NetworkTraining;
  readonly history: SeriesHistory;
  readonly clock: Clock;
}

interface Learnt {
  readonly artifact: Uint8Array;
  readonly backtest: ForecasterBacktest;
  readonly passport: Passport;
}

/** Runs an order to learn one forecaster from the hourly calls of users. */
export class TrainForecaster {
  constructor(private readonly parts: TrainForecasterParts) {}

  /**
   * The same job again gives the version that it gave before. A version that errs less than the champion on hours neither has learnt
   * from becomes champion.
   * @throws AppError `insufficient_history`; the signal's reason where it was aborted
   */
  async execute(jobId: string, order: SeriesOrder, watch: TrainingWatch): Promise<ModelVersion> {
    const { registry, history } = this.parts;
    const known = await registry.versionOfJob(jobId);
    if (known?.name === order.model) return known;
    const all = await history.hourly(order.series, MOST_SERIES);
    const { artifact, backtest, passport } = await this.learn(order, all, watch);
    const reason = await this.whyBetter(order, all, backtest);
    return registry.keep({ name: order.model, jobId, artifact, passport, promote: order.promote || reason !== undefined, by: order.requestedBy, ...(reason !== undefined && { reason }) });
  }

  private async learn(order: SeriesOrder, all: readonly Float64Array[], watch: TrainingWatch): Promise<Learnt> {
    const begunMs = this.parts.clock.now();
    const series = all.map((values) => values.subarray(0, Math.max(0, values.length - HORIZON)));
    const artifact = await this.parts.training.trainForecaster({ series, horizon: HORIZON, hyperparameters: order.hyperparameters, seed: order.seed }, watch);
    if (artifact === undefined) throw new AppError('insufficient_history', 'invalid', 'no user has three weeks of hourly calls in this range that differ from day to day: a forecaster has nothing to learn from');
    const backtest = backtestForecaster(unpackForecaster(artifact), all);
    const now = this.parts.clock.now();
    return { artifact, backtest, passport: passportOf(order, all, backtest, { trainedMs: now, fitSeconds: (now - begunMs) / 1000 }) };
  }

  /** Undefined where there is no champion, it errs less, or it may have learnt from the hours to judge by. */
  private async whyBetter(order: SeriesOrder, all: readonly Float64Array[], { mase }: ForecasterBacktest): Promise<string | undefined> {
    const champion = await this.parts.forecasters.holding('champion');
    if (champion === undefined || mase === undefined || champion.learntUntilMs > learntUntil(order)) return undefined;
    const before = backtestForecaster(champion.network, all).mase;
    return before !== undefined && mase < before ? `errs less on the last ${HORIZON} hours: MASE ${toldApart(mase, before)}` : undefined;
  }
}

const MOST_DIGITS = 12;

/** Two numbers with as many digits as it takes to tell them apart, three at least. */
export function toldApart(one: number, other: number): string {
  let digits = 3;
  while (digits < MOST_DIGITS && one.toFixed(digits) === other.toFixed(digits)) digits++;
  return `${one.toFixed(digits)} against ${other.toFixed(digits)}`;
}

const learntUntil = ({ series: { toMs } }: SeriesOrder): number => (Math.floor(toMs / HOUR_MS) - HORIZON) * HOUR_MS;

function passportOf(order: SeriesOrder, all: readonly Float64Array[], { series, mase, seasonalNaiveMase }: ForecasterBacktest, took: Pick<Passport, 'trainedMs' | 'fitSeconds'>): Passport {
  const fingerprint = createHash('sha256');
  for (const { buffer, byteOffset, byteLength } of all) fingerprint.update(new Uint8Array(buffer, byteOffset, byteLength));
  return {
    modelType: 'forecast', algorithm: order.algorithm, hyperparameters: order.hyperparameters, seed: order.seed, features: [], classes: [], calibration: null,
    data: { source: 'history', rows: all.length, fingerprint: fingerprint.digest('hex'), from: new Date(order.series.fromMs).toISOString(), to: new Date(learntUntil(order)).toISOString() },
    metrics: { ...(mase !== undefined && { mase: { value: mase } }), ...(seasonalNaiveMase !== undefined && { seasonalNaiveMase: { value: seasonalNaiveMase } }) },
    slices: [], featureWorth: [], evaluation: `the last ${HORIZON} hours of ${series} series, which nothing was learnt from`, library: LIBRARY, ...took,
  };
}
