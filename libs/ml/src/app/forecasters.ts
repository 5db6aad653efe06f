import { unpackForecaster, type SeriesNetwork } from '../core/index.js';
import type { Artifacts } from './artifacts.js';
import type { ModelRegistry, ModelVersion } from './model-registry.js';

/** The name under which forecasters are trained. */
export const FORECASTER = 'time_series_forecaster';

/** A version ready to forecast. */
export interface LoadedForecaster {
  readonly version: number;
  readonly network: SeriesNetwork;
  /** Epoch milliseconds: hours from then on it has not learnt from. */
  readonly learntUntilMs: number;
}

/** Trained forecasters. */
export class Forecasters {
  constructor(
    private readonly registry: ModelRegistry,
    private readonly artifacts: Artifacts,
  ) {}

  /** Undefined where no version has the alias. @throws AppError `artifact_corrupt` */
  async holding(alias: string): Promise<LoadedForecaster | undefined> {
    const version = await this.registry.version(FORECASTER, alias);
    return version && { version: version.version, network: unpackForecaster(await this.artifacts.read(version.artifactId)), learntUntilMs: learntUntilOf(version) };
  }
}

function learntUntilOf({ passport, createdMs }: ModelVersion): number {
  return passport.data.to === null ? createdMs : Date.parse(passport.data.to);
}
