import type { Hyperparameters, ModelProfile, ModelType } from '../core/index.js';
import type { Passport } from './passport.js';

/** A name under which versions are trained and served. */
export interface Model {
  readonly name: string;
  readonly modelType: ModelType;
  readonly algorithm: string;
  readonly hyperparameters: Hyperparameters;
  readonly trainingConfig: Readonly<Record<string, unknown>>;
  readonly builtIn: boolean;
  readonly createdMs: number;
  readonly createdBy: string;
}

export interface ModelVersion {
  readonly name: string;
  readonly version: number;
  readonly artifactId: string;
  readonly passport: Passport;
  readonly createdMs: number;
}

/** Which version an alias means. */
export type Aliases = Readonly<Record<string, number>>;

export interface AliasChange {
  readonly alias: string;
  readonly version: number | null;
  readonly changedMs: number;
  readonly changedBy: string;
  readonly reason: string;
}

/** Who changes an alias, and why. */
export interface AliasDecision {
  readonly by: string;
  readonly reason: string;
}

export interface NewVersion {
  readonly name: string;
  readonly jobId: string;
  readonly artifact: Uint8Array;
  readonly passport: Passport;
  /** What drift is told by; a version without one is watched for its figures alone. */
  readonly profile?: ModelProfile | undefined;
  readonly promote: boolean;
  readonly by: string;
  /** Why it gets its alias, where that is not what training always says. */
  readonly reason?: string;
}

/** What drift of a version is to be told by, and who says so. */
export interface NewProfile {
  readonly name: string;
  readonly version: number;
  readonly profile: ModelProfile;
  /** That it was made of. */
  readonly rows: number;
  readonly by: string;
}

/** Names, versions, aliases and their history. */
export abstract class ModelRegistry {
  /** False where the name is taken. */
  abstract register(model: Model): Promise<boolean>;
  abstract find(name: string): Promise<Model | undefined>;
  abstract list(): Promise<readonly (Model & { readonly aliases: Aliases; readonly latestVersion: number | null })[]>;
  abstract aliasesOf(name: string): Promise<Aliases>;
  abstract aliasHistory(name: string): Promise<readonly AliasChange[]>;
  abstract versions(name: string): Promise<readonly ModelVersion[]>;
  /** By number, or by the alias that means one. */
  abstract version(name: string, versionOrAlias: number | string): Promise<ModelVersion | undefined>;
  /** What a version saw and said in training, where that was kept. */
  abstract profileOf(name: string, version: number): Promise<ModelProfile | undefined>;
  /** False where the version has one already, or is not there. */
  abstract keepProfile(profile: NewProfile): Promise<boolean>;
  /** Who held the alias at a moment; undefined where nobody did. */
  abstract aliasHolderAt(name: string, alias: string, atMs: number): Promise<ModelVersion | undefined>;
  /** The version that a training job gave, where it got so far. */
  abstract versionOfJob(jobId: string): Promise<ModelVersion | undefined>;
  /** Keeps a trained version with its bytes and gives it the alias that is due, at once. The same job again gives the version it gave before. */
  abstract keep(version: NewVersion): Promise<ModelVersion>;
  /** False where there is no such version. */
  abstract setAlias(name: string, alias: string, version: number, decision: AliasDecision): Promise<boolean>;
}
