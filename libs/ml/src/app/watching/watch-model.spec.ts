import type { Finding } from '../../core/index.js';
import type { Retrain } from './retrain.js';
import type { RollBack } from './roll-back.js';
import type { ContestRun, RunContest } from './run-contest.js';
import { SettleAlerts } from './settle-alerts.js';
import { WatchModel } from './watch-model.js';
import { classifier, MemoryAlerts, modelsOf, registryOf } from './watching.fixture.js';

const drift: Finding = { kind: 'feature_drift', subject: 'x', value: 0.4, threshold: 0.2 };
const fall: Finding = { kind: 'performance', subject: 'auc', value: 0.6, threshold: 0.8 };
const NO_CONTEST: ContestRun = { shadowScored: 0, pairs: 0, decision: null };

function stage(findings: readonly Finding[], contest = NO_CONTEST) {
  const done: string[] = [];
  const watch = new WatchModel({
    registry: registryOf({}), models: modelsOf(classifier({ version: 2 })), performance: { execute: async () => ({ findings }) },
    settleAlerts: new SettleAlerts(new MemoryAlerts()),
    runContest: { execute: async () => contest } as unknown as RunContest,
    rollBack: { execute: async (_champion: unknown, { subject }: Finding) => { done.push(`roll back: ${subject}`); return 1; } } as unknown as RollBack,
    retrain: { execute: async (_model: unknown, reason: string) => { done.push(`retrain: ${reason}`); return true; } } as unknown as Retrain,
    alertRaised: ({ version }, { kind }) => done.push(`alert: ${kind} of ${version}`),
  });
  return { done, watch };
}

describe('a look at a model', () => {
  it('changes nothing where nothing is found', async () => {
    const { done, watch } = stage([]);
    expect(await watch.execute('m')).toEqual({ alertsRaised: 0, alertsCleared: 0, ...NO_CONTEST, rolledBackTo: null });
    expect(done).toEqual([]);
  });

  it('raises alerts and has it retrained on drift, once', async () => {
    const { done, watch } = stage([drift]);
    expect(await watch.execute('m')).toMatchObject({ alertsRaised: 1, rolledBackTo: null });
    expect(await watch.execute('m')).toMatchObject({ alertsRaised: 0 });
    expect(done).toEqual(['alert: feature_drift of 2', 'retrain: alerts about version 2: feature_drift of x']);
  });

  it('rolls back where a figure fell, and tries again as long as it is so', async () => {
    const { done, watch } = stage([drift, fall]);
    expect(await watch.execute('m')).toMatchObject({ alertsRaised: 2, rolledBackTo: 1 });
    await watch.execute('m');
    expect(done.filter((step) => step.startsWith('roll'))).toEqual(['roll back: auc', 'roll back: auc']);
  });

  it('rolls nothing back where the challenger has just become champion', async () => {
    const { done, watch } = stage([fall], { shadowScored: 5, pairs: 5, decision: 'promote' });
    expect(await watch.execute('m')).toMatchObject({ alertsRaised: 1, shadowScored: 5, pairs: 5, decision: 'promote', rolledBackTo: null });
    expect(done.some((step) => step.startsWith('roll'))).toBe(false);
  });

  it('is refused for a name that is none', async () => expect(stage([]).watch.execute('nobody')).rejects.toMatchObject({ code: 'model_unknown' }));
});
