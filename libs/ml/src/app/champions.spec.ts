import { FixedClock } from '../../../../test/contracts/fixed-clock.fixture.js';
import { Champions, type Warn } from './champions.js';
import type { ModelRegistry } from './model-registry.js';
import type { ServedModel } from './served-model.js';

/** A registry in which `champion` may be set, and what was asked of it. */
function bench() {
  const clock = new FixedClock(1000);
  const state = { champion: 1 as number | undefined, then: undefined as number | undefined, broken: new Set<number>(), down: false, asked: 0 };
  const warned: Parameters<Warn>[1][] = [];
  const found = async (version: number | undefined): Promise<unknown> => {
    state.asked++;
    if (state.down) throw new Error('the database is away');
    return version === undefined ? undefined : { version };
  };
  const registry = { version: () => found(state.champion), aliasHolderAt: () => found(state.then) } as unknown as ModelRegistry;
  const models = {
    get: async (name: string, version: number): Promise<ServedModel> => {
      if (state.broken.has(version)) throw new Error('damaged');
      return { name, version } as ServedModel;
    },
  };
  const champions = new Champions(registry, models, clock, (_message, fields) => warned.push(fields));
  return { champions, clock, state, warned, version: async () => (await champions.now('m'))?.version };
}

describe('champions', () => {
  it('are asked for once in five seconds', async () => {
    const { clock, state, version } = bench();
    expect([await version(), await version(), state.asked]).toEqual([1, 1, 1]);
    state.champion = 2;
    clock.nowMs += 4999;
    expect([await version(), state.asked]).toEqual([1, 1]);
    clock.nowMs += 1;
    expect([await version(), state.asked]).toEqual([2, 2]);
  });

  it.each([['its name', 'm', 2], ['an empty one, after a lost connection', '', 2], ['another name', 'other', 1]])('are forgotten at %s', async (_case, told, expected) => {
    const { champions, state, version } = bench();
    await version();
    state.champion = 2;
    champions.forget(told);
    expect(await version()).toBe(expected);
  });

  it('are none where nothing was trained, and that is remembered too', async () => {
    const { state, version, warned } = bench();
    state.champion = undefined;
    expect([await version(), await version(), state.asked, warned]).toEqual([undefined, undefined, 1, []]);
  });

  it('that cannot be read are none, which is told once a version', async () => {
    const { clock, state, version, warned } = bench();
    state.broken = new Set([1, 2]);
    for (const champion of [1, 1, 2, 1]) {
      state.champion = champion;
      expect(await version()).toBeUndefined();
      clock.nowMs += 5000;
    }
    expect(warned).toEqual([{ model: 'm', version: 1, reason: 'damaged' }, { model: 'm', version: 2, reason: 'damaged' }]);
    state.champion = 3;
    expect(await version()).toBe(3);
  });

  it('are none while the registry is away, and back with it', async () => {
    const { clock, state, version, warned } = bench();
    state.down = true;
    expect([await version(), warned]).toEqual([undefined, [{ model: 'm', version: undefined, reason: 'the database is away' }]]);
    state.down = false;
    clock.nowMs += 5000;
    expect(await version()).toBe(1);
  });

  it('of an earlier moment are those of then', async () => {
    const { champions, state } = bench();
    state.then = 7;
    expect((await champions.at('m', 5))?.version).toBe(7);
    state.then = undefined;
    expect(await champions.at('m', 5)).toBeUndefined();
  });
});
