import type { Retrain } from './retrain.js';
import { WatchLock } from './watch-lock.js';
import type { WatchModel, WatchReport } from './watch-model.js';
import { WatchModels } from './watch-models.js';
import { MODEL, registryOf } from './watching.fixture.js';

const REPORT: WatchReport = { alertsRaised: 0, alertsCleared: 0, shadowScored: 0, pairs: 0, decision: null, rolledBackTo: null };
const models = ['a', 'b', 'c'].map((name) => ({ ...MODEL, name }));

/** Held by somebody else for the first `busy` tries. */
class Lock extends WatchLock {
  constructor(private busy: number) {
    super();
  }
  async tryRun<T>(work: () => Promise<T>): Promise<{ readonly result: T } | undefined> {
    return this.busy-- > 0 ? undefined : { result: await work() };
  }
}

interface Given {
  readonly busy?: number;
  readonly aliases?: Readonly<Record<string, number>>;
  readonly fails?: string;
}

function stage({ busy = 0, aliases = { champion: 1 }, fails = '' }: Given = {}) {
  const done: string[] = [];
  const step = (what: string) => async (given: string | { name: string }): Promise<never> => {
    const name = typeof given === 'string' ? given : given.name;
    if (name === fails) throw new Error('broken');
    done.push(`${what} ${name}`);
    return (what === 'watch' ? REPORT : true) as never;
  };
  const watch = new WatchModels({
    registry: registryOf({ models, aliases }), lock: new Lock(busy), tryMs: 1,
    watchModel: { execute: step('watch') } as unknown as WatchModel, retrain: { execute: step('retrain') } as unknown as Retrain,
    retention: { prune: async () => done.push('prune') }, failed: (model, error) => done.push(`failed ${model}: ${(error as Error).message}`),
  });
  return { done, watch };
}

describe('all models', () => {
  it('are looked after, one by one, and the log is pruned', async () => {
    const { done, watch } = stage();
    expect(await watch.all()).toEqual({ a: REPORT, b: REPORT, c: REPORT });
    expect(done).toEqual(['watch a', 'watch b', 'watch c', 'prune']);
  });
  it('are looked after where one of them cannot be', async () => {
    const { done, watch } = stage({ fails: 'b' });
    expect(await watch.all()).toEqual({ a: REPORT, c: REPORT });
    expect(done).toEqual(['watch a', 'failed b: broken', 'watch c', 'prune']);
  });
  it('are left alone where none is served', async () => expect(await stage({ aliases: {} }).watch.all()).toEqual({}));
  it('are left to the process that is at it', async () => {
    const { done, watch } = stage({ busy: 1 });
    expect([await watch.all(), done]).toEqual([undefined, []]);
  });
  it('are trained anew, also those that were never trained', async () => {
    const { done, watch } = stage({ aliases: {}, fails: 'a' });
    expect(await watch.retrainAll()).toEqual({ b: true, c: true });
    expect(done).toEqual(['failed a: broken', 'retrain b', 'retrain c']);
  });
});

describe('one model', () => {
  it('waits for the process that is at it', async () => expect(await stage({ busy: 3 }).watch.one('a')).toEqual(REPORT));
  it('is not waited for without end', async () => expect(stage({ busy: 1000 }).watch.one('a')).rejects.toMatchObject({ code: 'watch_busy', kind: 'unavailable' }));
  it('that cannot be looked after says why', async () => expect(stage({ fails: 'a' }).watch.one('a')).rejects.toThrow('broken'));
});
