import { AppError } from '#kernel';
import type { Finding } from '../../core/index.js';
import type { LoggedPrediction, PredictionHistory } from '../prediction-history.js';
import type { ServedModel } from '../served-model.js';
import { RollBack } from './roll-back.js';
import { RolledBack } from './rolled-back.js';
import { classifier, MemoryAudit, MemoryChampions, modelsOf, registryOf } from './watching.fixture.js';

const fall: Finding = { kind: 'performance', subject: 'auc', value: 0.25, threshold: 0.8 };
/** `x` speaks of the label's opposite, `y` of the label. */
const rows = [0, 0, 1, 1].map((label, id): LoggedPrediction => ({
  id, servedMs: 0, label, vector: Float64Array.of(0.5 - label / 4 + id / 100, 0.5 + label / 4), outcome: Float64Array.of(0.5 + label / 4, 0.5 - label / 4),
}));
const saying = (outcome: (x: number) => readonly [number, number]): LoggedPrediction[] =>
  rows.map((row) => ({ ...row, outcome: Float64Array.from(outcome(row.vector[0] as number)) }));
const champion = classifier({ version: 3 });
const [better, worse] = [classifier({ version: 2, featureNames: ['y'] }), classifier({ version: 2, says: ([x = 0]) => (x > 0.5 ? [0, 1] : [1, 0]) })];

const damaged: Error = new AppError('artifact_corrupt', 'unavailable', 'damaged');

function stage({ earlier = better, held = [3, 2, 1] as (number | null)[], champions = new MemoryChampions(3), labelled = rows, unreadable = 0, failure = damaged } = {}) {
  const models = modelsOf(champion, earlier, classifier({ version: 1 }));
  const get = (name: string, version: number | string): Promise<ServedModel> => (version === unreadable ? Promise.reject(failure) : models.get(name, version));
  const audit = new MemoryAudit();
  const history = { labelled: async () => labelled } as unknown as PredictionHistory;
  const registry = registryOf({ versions: [1, 2, 3], held });
  const parts = { registry, models: { get }, history, champions, audit, rolledBack: new RolledBack(audit) };
  const beaten = (version: number): Promise<void> => audit.record({ model: 'm', version: 3, action: 'promotion_decided', by: 'service', reason: '', details: { decision: 'promote', champion: version } });
  const fell = (version: number): Promise<void> => audit.record({ model: 'm', version, action: 'rolled_back', by: 'service', reason: '', details: {} });
  return { audit, champions, beaten, fell, run: () => new RollBack(parts).execute(champion, fall) };
}

describe('a champion that fell', () => {
  it('gives way to the one before it, and says why', async () => {
    const { run, champions } = stage();
    expect(await run()).toBe(2);
    expect(champions.successions).toEqual([{
      model: 'm', from: 3, to: 2, action: 'rolled_back', reason: 'the auc of version 3 is 0.25, past its floor of 0.8; on 4 labelled rows its auc is 0, that of version 2 1',
      details: { from: 3, to: 2, figure: 'auc', value: 0.25, floor: 0.8, compared: { figure: 'auc', served: 0, earlier: 1, rows: 4, earlierIsWorse: false } },
    }]);
  });

  it.each([['passes by one that fell itself', [2], 1], ['passes by itself', [], 2]])('%s', async (_name, fallen, to) => {
    const { run, fell } = stage({ held: [3, null, 3, 2, 1] });
    for (const version of fallen) await fell(version);
    expect(await run()).toBe(to);
  });

  it('passes by one that cannot be asked about its rows', async () => {
    expect(await stage({ earlier: classifier({ version: 2, featureNames: ['z'] }) }).run()).toBe(1);
    expect(await stage({ unreadable: 2 }).run()).toBe(1);
    expect(await stage({ held: [3, 2], unreadable: 2 }).run()).toBeUndefined();
  });

  it('waits where the database is away', async () => expect(stage({ unreadable: 2, failure: new Error('away') }).run()).rejects.toThrow('away'));

  it('gives way to one that was beaten before only where that is clearly better now', async () => {
    const clearly = stage({ held: [3, 2] });
    await clearly.beaten(2);
    expect(await clearly.run()).toBe(2);
    const hardly = stage({ held: [3, 2], earlier: classifier({ version: 2, says: ([x = 0]) => [x, 1 - x] }), labelled: saying((x) => [x, 1 - x]) });
    await hardly.beaten(2);
    expect(await hardly.run()).toBeUndefined();
    const untold = stage({ held: [3, 2], labelled: [] });
    await untold.beaten(2);
    expect(await untold.run()).toBeUndefined();
  });

  it('gives way where no row can tell', async () => expect(await stage({ labelled: [] }).run()).toBe(2));
  it('gives way to an equal', async () => {
    const earlier = classifier({ version: 2, says: ([x = 0]) => [x, 1 - x] });
    expect(await stage({ earlier, labelled: saying((x) => [x, 1 - x]) }).run()).toBe(2);
  });
  it('is left where somebody else replaced it meanwhile', async () => expect(await stage({ champions: new MemoryChampions(4) }).run()).toBeUndefined());

  it.each([
    ['no_earlier_version', { held: [3] }, []], ['no_earlier_version', { held: [3, 2] }, [2]],
    ['earlier_not_comparable', { held: [3, 2], earlier: classifier({ version: 2, featureNames: ['z'] }) }, []],
    ['put_back_by_hand', {}, [3]],
    ['earlier_does_worse', { held: [3, 2], earlier: worse, labelled: saying(() => [0.5, 0.5]) }, []],
  ] as const)('stays because of %s, which is said once', async (cause, given, fallen) => {
    const { run, audit, champions, fell } = stage(given as Parameters<typeof stage>[0]);
    for (const version of fallen) await fell(version);
    expect([await run(), await run(), champions.successions]).toEqual([undefined, undefined, []]);
    expect(await audit.list('m', { actions: ['rollback_refused'], limit: 9 })).toMatchObject([{ version: 3, by: 'service', details: { cause, figure: 'auc' } }]);
  });
});
