import type { Clock } from '#kernel';
import type { Cell, Database } from '#platform/database';
import { ModelRegistry, type AliasChange, type AliasDecision, type Aliases, type Model, type ModelVersion, type NewProfile, type NewVersion } from '../app/model-registry.js';
import type { Passport } from '../app/passport.js';
import type { Hyperparameters, ModelProfile, ModelType } from '../core/index.js';
import type { AuditEntry } from '../app/watching/model-audit.js';
import { giveAlias } from './give-alias.js';
import { keepArtifact } from './pg-artifacts.js';
import * as sql from './registry-statements.js';
import { recordStep } from './watching/audit-row.js';

function modelFrom(row: readonly Cell[]): Model {
  const [name, modelType, algorithm, hyperparameters, trainingConfig, builtIn, createdMs, createdBy] = row as unknown as [string, ModelType, string, Hyperparameters, Record<string, unknown>, boolean, number, string];
  return { name, modelType, algorithm, hyperparameters, trainingConfig, builtIn, createdMs, createdBy };
}

function versionFrom(row: readonly Cell[] | undefined): ModelVersion | undefined {
  if (row === undefined) return undefined;
  const [name, version, artifactId, passport, createdMs] = row as unknown as [string, number, string, Passport, number];
  return { name, version, artifactId, passport, createdMs };
}

const MODEL_CELLS = 8;

function dueAlias(hasChampion: boolean, promote: boolean): { readonly alias: string; readonly reason: string } {
  if (!hasChampion) return { alias: 'champion', reason: 'first trained version' };
  return promote ? { alias: 'champion', reason: 'promoted as its training asked' } : { alias: 'challenger', reason: 'newly trained version' };
}

const cameBy = ({ onnx }: Passport): Pick<AuditEntry, 'action' | 'reason'> =>
  onnx === undefined ? { action: 'trained', reason: 'a training job ended' } : { action: 'uploaded', reason: 'a file was sent' };

/** The registry in PostgreSQL. */
export class PgModelRegistry extends ModelRegistry {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  register(model: Model): Promise<boolean> {
    const { name, modelType, algorithm, hyperparameters, trainingConfig, builtIn, createdMs, createdBy } = model;
    return this.database.transaction(async (tx) => {
      const rows = await tx.rows(sql.REGISTER, [name, modelType, algorithm, JSON.stringify(hyperparameters), JSON.stringify(trainingConfig), builtIn, createdMs, createdBy]);
      if (rows.length === 0) return false;
      await recordStep(tx, { model: name, version: null, action: 'registered', by: createdBy, reason: 'a new name', details: { modelType, algorithm } }, createdMs);
      return true;
    });
  }

  async find(name: string): Promise<Model | undefined> {
    const [row] = await this.database.rows(sql.FIND, [name]);
    return row && modelFrom(row);
  }

  async list(): Promise<readonly (Model & { readonly aliases: Aliases; readonly latestVersion: number | null })[]> {
    const rows = await this.database.rows(sql.LIST);
    return rows.map((row) => ({ ...modelFrom(row), aliases: row[MODEL_CELLS] as unknown as Aliases, latestVersion: row[MODEL_CELLS + 1] as number | null }));
  }

  async aliasesOf(name: string): Promise<Aliases> {
    return Object.fromEntries(await this.database.rows(sql.ALIASES_OF, [name])) as Aliases;
  }

  async aliasHistory(name: string): Promise<readonly AliasChange[]> {
    const rows = await this.database.rows(sql.HISTORY, [name]);
    return rows.map((row) => {
      const [alias, version, changedMs, changedBy, reason] = row as [string, number | null, number, string, string];
      return { alias, version, changedMs, changedBy, reason };
    });
  }

  async versions(name: string): Promise<readonly ModelVersion[]> {
    return (await this.database.rows(sql.VERSIONS, [name])).map((row) => versionFrom(row) as ModelVersion);
  }

  async version(name: string, versionOrAlias: number | string): Promise<ModelVersion | undefined> {
    const statement = typeof versionOrAlias === 'number' ? sql.VERSION_BY_NUMBER : sql.VERSION_BY_ALIAS;
    return versionFrom((await this.database.rows(statement, [name, versionOrAlias]))[0]);
  }

  async profileOf(name: string, version: number): Promise<ModelProfile | undefined> {
    const [row] = await this.database.rows(sql.PROFILE_OF, [name, version]);
    return (row?.[0] as ModelProfile | null | undefined) ?? undefined;
  }

  keepProfile({ name, version, profile, rows, by }: NewProfile): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      if ((await tx.rows(sql.KEEP_PROFILE, [name, version, JSON.stringify(profile)])).length === 0) return false;
      await recordStep(tx, { model: name, version, action: 'reference_given', by, reason: 'rows to tell drift by', details: { rows } }, this.clock.now());
      return true;
    });
  }

  async aliasHolderAt(name: string, alias: string, atMs: number): Promise<ModelVersion | undefined> {
    return versionFrom((await this.database.rows(sql.ALIAS_HOLDER_AT, [name, alias, atMs]))[0]);
  }

  async versionOfJob(jobId: string): Promise<ModelVersion | undefined> {
    return versionFrom((await this.database.rows(sql.VERSION_OF_JOB, [jobId]))[0]);
  }

  keep({ name, jobId, artifact, passport, profile, promote, by, reason }: NewVersion): Promise<ModelVersion> {
    return this.database.transaction(async (tx) => {
      await tx.rows(sql.LOCK_MODEL, [name]);
      const known = versionFrom((await tx.rows(sql.VERSION_OF_JOB, [jobId]))[0]);
      if (known !== undefined) return known;
      const now = this.clock.now();
      const artifactId = await keepArtifact(tx, artifact, now);
      const kept = versionFrom((await tx.rows(sql.ADD_VERSION, [name, artifactId, jobId, JSON.stringify(passport), now, profile ? JSON.stringify(profile) : null]))[0]) as ModelVersion;
      const { algorithm, data } = passport;
      const details = { jobId, algorithm, source: data.source, rows: data.rows };
      await recordStep(tx, { model: name, version: kept.version, ...cameBy(passport), by, details }, now);
      const hasChampion = (await tx.rows(sql.VERSION_BY_ALIAS, [name, 'champion'])).length > 0;
      const due = dueAlias(hasChampion, promote);
      await giveAlias(tx, { name, alias: due.alias, version: kept.version }, { by, reason: reason ?? due.reason }, now);
      return kept;
    });
  }

  setAlias(name: string, alias: string, version: number, decision: AliasDecision): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      await tx.rows(sql.LOCK_MODEL, [name]);
      return giveAlias(tx, { name, alias, version }, decision, this.clock.now());
    });
  }
}
