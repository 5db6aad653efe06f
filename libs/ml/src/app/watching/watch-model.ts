import type { Finding } from '../../core/index.js';
import type { ModelRegistry } from '../model-registry.js';
import type { ServedModel, ServedModels } from '../served-model.js';
import type { Retrain } from './retrain.js';
import type { RollBack } from './roll-back.js';
import type { ContestRun, RunContest } from './run-contest.js';
import { knownModel } from '../known-models.js';
import type { SettleAlerts } from './settle-alerts.js';

/** What a look at a model has led to. */
export interface WatchReport extends ContestRun {
  readonly alertsRaised: number;
  readonly alertsCleared: number;
  readonly rolledBackTo: number | null;
}

export interface WatchParts {
  readonly registry: ModelRegistry;
  readonly models: ServedModels;
  readonly performance: { execute(model: string, version: number): Promise<{ readonly findings: readonly Finding[] }> };
  readonly settleAlerts: SettleAlerts;
  readonly runContest: RunContest;
  readonly rollBack: RollBack;
  readonly retrain: Retrain;
  /** Hears of each alert that is raised. */
  readonly alertRaised: (champion: Pick<ServedModel, 'name' | 'version'>, finding: Finding) => void;
}

/** Looks at one model's champion and does what follows. */
export class WatchModel {
  constructor(private readonly parts: WatchParts) {}

  /** @throws AppError `model_unknown`, `model_not_trained` */
  async execute(name: string): Promise<WatchReport> {
    const { registry, models, performance, settleAlerts, runContest, alertRaised } = this.parts;
    const model = await knownModel(registry, name);
    const champion = await models.get(name, 'champion');
    const { findings } = await performance.execute(name, champion.version);
    const { raised, cleared } = await settleAlerts.execute(name, champion.version, findings);
    for (const finding of raised) alertRaised(champion, finding);
    const contest = await runContest.execute(champion);
    const rolledBackTo = contest.decision === 'promote' ? undefined : await this.rollBack(champion, findings);
    if (raised.length > 0) await this.parts.retrain.execute(model, reasonOf(raised, champion));
    return { alertsRaised: raised.length, alertsCleared: cleared, ...contest, rolledBackTo: rolledBackTo ?? null };
  }

  private async rollBack(champion: ServedModel, findings: readonly Finding[]): Promise<number | undefined> {
    const fall = findings.find(({ kind }) => kind === 'performance');
    return fall && this.parts.rollBack.execute(champion, fall);
  }
}

function reasonOf(raised: readonly Finding[], { version }: ServedModel): string {
  return `alerts about version ${version}: ${raised.map(({ kind, subject }) => `${kind} of ${subject}`).join(', ')}`.slice(0, 500);
}
