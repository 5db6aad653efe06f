import { startPromotionTest, type AlertChanges, type Label, type PromotionTest } from '../../core/index.js';
import type { AliasChange, Model, ModelRegistry, ModelVersion } from '../model-registry.js';
import type { ServedModel, ServedModels } from '../served-model.js';
import { Champions, type Succession } from './champions.js';
import type { Contest } from './contest.js';
import { ModelAlerts, type ModelAlert } from './model-alerts.js';
import { ModelAudit, type AuditEntry, type AuditQuery, type AuditRow } from './model-audit.js';
import { PromotionTests, type Advance, type LabelledPair } from './promotion-tests.js';
import { ShadowLog, type AskedRow, type ShadowOutcome } from './shadow-log.js';

export const NOW_MS = 1_800_000_000_000;
export const clock = { now: () => NOW_MS };

export class MemoryAudit extends ModelAudit {
  readonly rows: AuditRow[] = [];

  async record(entry: AuditEntry): Promise<void> {
    this.rows.unshift({ ...entry, id: this.rows.length + 1, actedMs: NOW_MS });
  }

  async list(model: string, { actions, before = Infinity, limit }: AuditQuery): Promise<readonly AuditRow[]> {
    return this.rows.filter((row) => row.model === model && row.id < before && (actions?.includes(row.action) ?? true)).slice(0, limit);
  }

  async totals(): Promise<{ promotions: number; rollBacks: number }> {
    return { promotions: 0, rollBacks: this.rows.filter(({ action }) => action === 'rolled_back').length };
  }
}

export class MemoryAlerts extends ModelAlerts {
  readonly alerts: ModelAlert[] = [];

  async open(model: string): Promise<readonly ModelAlert[]> {
    return this.alerts.filter((alert) => alert.model === model && alert.clearedMs === null);
  }

  async change(model: string, version: number, { raise, clear }: AlertChanges): Promise<void> {
    for (const id of clear) this.alerts[id - 1] = { ...(this.alerts[id - 1] as ModelAlert), clearedMs: NOW_MS };
    for (const finding of raise) this.alerts.push({ ...finding, id: this.alerts.length + 1, model, version, raisedMs: NOW_MS, clearedMs: null });
  }

  async list(model: string): Promise<readonly ModelAlert[]> {
    return this.alerts.filter((alert) => alert.model === model).reverse();
  }

  async openByModel(): Promise<ReadonlyMap<string, number>> {
    return new Map();
  }
}

/** Rows that one challenger has not scored. */
export class MemoryShadowLog extends ShadowLog {
  readonly kept: ShadowOutcome[] = [];

  constructor(private readonly rows: readonly AskedRow[]) {
    super();
  }

  async unscored(_contest: Contest, limit: number): Promise<readonly number[]> {
    return this.rows.map(({ id }) => id).filter((id) => !this.kept.some((each) => each.id === id)).slice(0, limit);
  }

  async asked(ids: readonly number[]): Promise<readonly AskedRow[]> {
    return this.rows.filter(({ id }) => ids.includes(id));
  }

  async keep(_challenger: number, outcomes: readonly ShadowOutcome[]): Promise<void> {
    this.kept.push(...outcomes);
  }
}

/** One test and the pairs that it has not counted. */
export class MemoryTests extends PromotionTests {
  readonly settled: NonNullable<Advance['settled']>[] = [];

  constructor(public pairs: readonly LabelledPair[], public test: PromotionTest | undefined = undefined) {
    super();
  }

  async find(): Promise<PromotionTest | undefined> {
    return this.test;
  }

  async advance(_contest: Contest, limit: number, count: (test: PromotionTest, pairs: readonly LabelledPair[]) => Advance): Promise<Advance | undefined> {
    const step = count(this.test ?? startPromotionTest(), this.pairs.slice(0, limit));
    this.test = step.test;
    this.pairs = this.pairs.slice(step.counted);
    if (step.settled !== undefined) this.settled.push(step.settled);
    return step;
  }
}

export class MemoryChampions extends Champions {
  readonly successions: (Succession & Pick<AuditEntry, 'action' | 'reason' | 'details'>)[] = [];

  constructor(private readonly champion: number) {
    super();
  }

  async replace(succession: Succession, entry: Pick<AuditEntry, 'action' | 'reason' | 'details'>): Promise<boolean> {
    if (succession.from !== this.champion) return false;
    this.successions.push({ ...succession, ...entry });
    return true;
  }
}

interface Shape {
  readonly version?: number;
  readonly featureNames?: readonly string[];
  readonly classes?: readonly Label[];
  /** What it says of a row: the probability of each class. */
  readonly says?: (row: Float64Array) => readonly number[];
}

/** A classifier of two classes that says what it is told to; by itself, that its first feature is the probability of the second class. */
export function classifier({ version = 1, featureNames = ['x', 'y'], classes = ['fine', 'spam'], says = ([x = 0]) => [1 - x, x] }: Shape = {}): ServedModel {
  return {
    name: 'm', version, artifactId: `a${version}`, modelType: 'classification', featureNames, classes, outputs: 1,
    predict: ({ rows, columns, values }) => Array.from({ length: rows }, (_, row) => {
      const shares = says(values.subarray(row * columns, (row + 1) * columns));
      const probabilities = Object.fromEntries(classes.map((name, index) => [String(name), shares[index] as number]));
      return { label: classes[0] as Label, probability: shares[0] as number, probabilities };
    }),
  };
}

export const MODEL: Model = {
  name: 'm', modelType: 'classification', algorithm: 'random_forest', hyperparameters: {}, trainingConfig: {}, builtIn: false, createdMs: 0, createdBy: 'u-1',
};

/** A registry of models that all have the same versions and aliases. */
export function registryOf({ models = [MODEL], versions = [1, 2], aliases = {}, held = [] }: {
  readonly models?: readonly Model[];
  readonly versions?: readonly number[];
  readonly aliases?: Readonly<Record<string, number>>;
  /** Which version was champion, newest first. */
  readonly held?: readonly (number | null)[];
}): ModelRegistry {
  const passport = { metrics: {} } as ModelVersion['passport'];
  const versionOf = (name: string, version: number): ModelVersion => ({ name, version, artifactId: `a${version}`, createdMs: version * 1000, passport });
  const history = held.map((version): AliasChange => ({ alias: 'champion', version, changedMs: 0, changedBy: 'u-1', reason: '' }));
  const registry: Pick<ModelRegistry, 'find' | 'list' | 'version' | 'aliasHistory'> = {
    find: async (name) => models.find((model) => model.name === name),
    list: async () => models.map((model) => ({ ...model, aliases, latestVersion: null })),
    version: async (name, wanted) => {
      const version = typeof wanted === 'number' ? wanted : aliases[wanted];
      return version !== undefined && versions.includes(version) ? versionOf(name, version) : undefined;
    },
    aliasHistory: async () => [{ alias: 'challenger', version: 9, changedMs: 0, changedBy: 'u-1', reason: '' }, ...history],
  };
  return registry as ModelRegistry;
}

export function modelsOf(...served: readonly ServedModel[]): ServedModels {
  return { get: async (_name, wanted) => served.find(({ version }) => version === wanted) ?? (served[0] as ServedModel) };
}
