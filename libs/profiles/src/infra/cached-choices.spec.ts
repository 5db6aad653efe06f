import { Caches } from '#platform/cache';
import type { Cell, Database } from '#platform/database';
import { CachedChoices } from './cached-choices.js';

const DEFAULTS = { zone: 'Asia/Shanghai', strategy: 'moderate' } as const;

/** Preferences as the database would answer, with every question counted; `gate` holds answers back. */
class FakeDatabase {
  readonly asked: string[] = [];
  chosen = new Map<number, readonly [zone: string | null, strategy: string | null]>();
  gate: Promise<void> = Promise.resolve();

  async rows(_statement: unknown, [ids = '']: readonly string[]): Promise<Cell[][]> {
    this.asked.push(ids);
    const wanted = ids.slice(1, -1).split(',').map(Number);
    const rows = wanted.flatMap((id): Cell[][] => (this.chosen.has(id) ? [[id, ...(this.chosen.get(id) ?? [null, null])]] : []));
    await this.gate;
    return rows;
  }
}

function bench(enabled = true) {
  const database = new FakeDatabase();
  const caches = new Caches({ enabled, maxBytes: 1_000_000, ttlMs: 60_000, sweepMs: 60_000 });
  caches.close();
  return { database, choices: new CachedChoices(database as unknown as Database, caches, DEFAULTS) };
}

describe('the choices of users', () => {
  it('are what they chose, in the order asked, and the defaults for the rest', async () => {
    const { database, choices } = bench();
    database.chosen = new Map([[1, ['UTC', 'strict']], [2, [null, 'permissive']], [3, ['Asia/Urumqi', 'no such strategy']]]);
    expect(await choices.zonesOf([3, 1, 2, 9, 1])).toEqual(['Asia/Urumqi', 'UTC', 'Asia/Shanghai', 'Asia/Shanghai', 'UTC']);
    const found = await Promise.all([1, 2, 3, 9].map((userId) => choices.choicesOf(userId)));
    expect(found.map(({ strategy }) => strategy)).toEqual(['strict', 'permissive', 'moderate', 'moderate']);
    expect(database.asked).toEqual(['{3,1,2,9}']);
    expect(await choices.zonesOf([])).toEqual([]);
  });

  it('are asked for once, also those of users who chose nothing, and only those that are lacking', async () => {
    const { database, choices } = bench();
    await choices.zonesOf([1, 2]);
    await choices.zonesOf([1, 2, 3]);
    await choices.choicesOf(3);
    expect(database.asked).toEqual(['{1,2}', '{3}']);
  });

  it('are asked for again after a change, of that user alone; of everyone where changes may have been missed', async () => {
    const { database, choices } = bench();
    await choices.zonesOf([1, 2]);
    database.chosen = new Map([[1, ['UTC', null]]]);
    choices.forget('1');
    expect(await choices.zonesOf([1, 2])).toEqual(['UTC', 'Asia/Shanghai']);
    choices.forget('');
    await choices.zonesOf([1, 2]);
    expect(database.asked).toEqual(['{1,2}', '{1}', '{1,2}']);
  });

  it('that change while they are read are not kept as they were', async () => {
    const { database, choices } = bench();
    let answer = (): void => undefined;
    database.gate = new Promise((resolve) => (answer = resolve));
    const before = choices.zonesOf([1]);
    database.chosen = new Map([[1, ['UTC', null]]]);
    choices.forget('1');
    answer();
    expect(await before).toEqual(['Asia/Shanghai']);
    expect(await choices.zonesOf([1])).toEqual(['UTC']);
  });

  it('are asked for each time without caching', async () => {
    const { database, choices } = bench(false);
    database.chosen = new Map([[1, ['UTC', 'strict']]]);
    expect([await choices.zonesOf([1, 2]), (await choices.choicesOf(1)).strategy, (await choices.choicesOf(2)).strategy]).toEqual([['UTC', 'Asia/Shanghai'], 'strict', 'moderate']);
    expect(database.asked).toHaveLength(3);
  });
});
