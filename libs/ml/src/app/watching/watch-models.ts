import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '#kernel';
import type { PredictionRetention } from '../prediction-retention.js';
import type { ModelRegistry } from '../model-registry.js';
import type { Retrain } from './retrain.js';
import type { WatchLock } from './watch-lock.js';
import type { WatchModel, WatchReport } from './watch-model.js';

const TRIES = 150;
const TRY_MS = 200;

export interface WatchModelsParts {
  readonly registry: ModelRegistry;
  readonly lock: WatchLock;
  readonly watchModel: WatchModel;
  readonly retrain: Retrain;
  readonly retention: PredictionRetention;
  /** Hears of a model that could not be looked at; the others are. */
  readonly failed: (model: string, error: unknown) => void;
  /** Milliseconds between two tries to get the lock. */
  readonly tryMs?: number;
}

type Listed = Awaited<ReturnType<ModelRegistry['list']>>[number];

/** Looks after every model that is served. Only one process does it at a time. */
export class WatchModels {
  constructor(private readonly parts: WatchModelsParts) {}

  /** By model, what was done, forecasters excepted, whose errors are looked at where they forecast; undefined where another process is at it. */
  async all(): Promise<Readonly<Record<string, WatchReport>> | undefined> {
    const { lock, retention, watchModel } = this.parts;
    const run = await lock.tryRun(async () => {
      const reports = await this.each((name) => watchModel.execute(name), ({ aliases, modelType }) => 'champion' in aliases && modelType !== 'forecast');
      await retention.prune();
      return reports;
    });
    return run?.result;
  }

  /**
   * Looks after one model, once whoever is at it has finished.
   * @throws AppError `model_unknown`, `model_not_trained`, `watch_busy` after half a minute
   */
  async one(name: string): Promise<WatchReport> {
    for (let tries = 0; tries < TRIES; tries++) {
      const run = await this.parts.lock.tryRun(() => this.parts.watchModel.execute(name));
      if (run !== undefined) return run.result;
      await sleep(this.parts.tryMs ?? TRY_MS);
    }
    throw new AppError('watch_busy', 'unavailable', 'the models are being watched by another process; try again later');
  }

  /** Has every model that can learn from history trained anew; true by model where that was asked for. */
  retrainAll(): Promise<Readonly<Record<string, boolean>>> {
    return this.each(async (_name, model) => this.parts.retrain.execute(model, 'the schedule says so'), () => true);
  }

  private async each<T>(step: (name: string, model: Listed) => Promise<T>, isMeant: (model: Listed) => boolean): Promise<Record<string, T>> {
    const done: Record<string, T> = {};
    for (const model of (await this.parts.registry.list()).filter(isMeant)) {
      try {
        done[model.name] = await step(model.name, model);
      } catch (error) {
        this.parts.failed(model.name, error);
      }
    }
    return done;
  }
}
