import { Caches } from '#platform/cache';
import type { Cell, Database } from '#platform/database';
import { ownLineOf } from '#callers';
import { Keyring, type E164 } from '#privacy';
import { PreferenceHistory } from '#realtime';
import { EVENT_KINDS, type StoredEvent } from '#realtime/core';
import { sealOwnNumber } from '../app/own-number.js';
import { sealRules } from '../app/sealed-rules.js';
import { CachedChoices } from './cached-choices.js';

const DEFAULTS = { zone: 'Asia/Shanghai', strategy: 'moderate' } as const;
const keyring = new Keyring('a key for tests of more than 32 characters');
const RULE = { id: 'r', enabled: true, when: { number: '+8613800138000' }, then: 'block' } as const;

class FakeHistory extends PreferenceHistory {
  events: StoredEvent[] = [];

  async ofUser(userId: number, untilMs: number, limit: number): Promise<readonly StoredEvent[]> {
    return this.events.filter((event) => event.userId === userId && event.receivedAtMs <= untilMs).slice(-limit).reverse();
  }
}

/** Preferences as the database would answer, with every question counted; `gate` holds answers back. */
class FakeDatabase {
  readonly asked: string[] = [];
  chosen = new Map<number, readonly [zone: string | null, strategy: string | null, sealed?: string | null, number?: string | null]>();
  gate: Promise<void> = Promise.resolve();

  async rows(_statement: unknown, [ids = '']: readonly string[]): Promise<Cell[][]> {
    this.asked.push(ids);
    const wanted = ids.slice(1, -1).split(',').map(Number);
    const rows = wanted.flatMap((id): Cell[][] => (this.chosen.has(id) ? [[id, ...((this.chosen.get(id) ?? []) as readonly Cell[])]] : []));
    await this.gate;
    return rows;
  }
}

function bench({ enabled = true, maxBytes = 1_000_000 } = {}) {
  const database = new FakeDatabase();
  const history = new FakeHistory();
  const caches = new Caches({ enabled, maxBytes, ttlMs: 60_000, sweepMs: 60_000 });
  caches.close();
  const choices = new CachedChoices({ database: database as unknown as Database, history, keyring }, caches, DEFAULTS);
  const strategyOf = async (userId: number): Promise<string> => (await choices.choicesOf(userId)).strategy;
  return { database, history, choices, strategyOf };
}

describe('the choices of users', () => {
  it('hold keyed indexes of their own number, never the number, now and then', async () => {
    const { database, history, choices } = bench();
    const number = '+8613900139000' as E164;
    const { sealed } = sealOwnNumber(number, keyring);
    database.chosen = new Map([[1, [null, null, null, sealed]], [2, [null, null]]]);
    history.events = [{ eventId: 'e', kind: EVENT_KINDS.preferences, userId: 1, occurredAtMs: 5, receivedAtMs: 5, position: 1, details: keyring.seal('details', JSON.stringify({ phoneNumber: { sealed } })) }];
    const ownLine = ownLineOf(number, keyring);
    expect([(await choices.choicesOf(1)).ownLine, (await choices.choicesOf(2)).ownLine]).toEqual([ownLine, undefined]);
    expect([(await choices.choicesAt(1, 5)).ownLine, (await choices.choicesAt(1, 4)).ownLine]).toEqual([ownLine, undefined]);
    expect(JSON.stringify(await choices.choicesOf(1))).not.toContain('139');
  });

  it('are what they chose, in the order asked, and the defaults for the rest', async () => {
    const { database, choices, strategyOf } = bench();
    database.chosen = new Map([[1, ['UTC', 'strict']], [2, [null, 'permissive']], [3, ['Asia/Urumqi', 'no such strategy']]]);
    expect(await choices.zonesOf([3, 1, 2, 9, 1])).toEqual(['Asia/Urumqi', 'UTC', 'Asia/Shanghai', 'Asia/Shanghai', 'UTC']);
    expect([await strategyOf(1), await strategyOf(2), await strategyOf(3), await strategyOf(9)]).toEqual(['strict', 'permissive', 'moderate', 'moderate']);
    expect(database.asked).toEqual(['{3,1,2,9}']);
    expect(await choices.zonesOf([])).toEqual([]);
  });

  it('are asked for once, also those of users who chose nothing, and only those that are lacking', async () => {
    const { database, choices, strategyOf } = bench();
    await choices.zonesOf([1, 2]);
    await choices.zonesOf([1, 2, 3]);
    await strategyOf(3);
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
    const { database, choices, strategyOf } = bench({ enabled: false });
    database.chosen = new Map([[1, ['UTC', 'strict']]]);
    expect([await choices.zonesOf([1, 2]), await strategyOf(1), await strategyOf(2)]).toEqual([['UTC', 'Asia/Shanghai'], 'strict', 'moderate']);
    expect(database.asked).toHaveLength(3);
  });

  it('hold the rules, opened', async () => {
    const { database, choices } = bench();
    const { sealed } = sealRules([RULE], keyring);
    expect(Buffer.from(sealed, 'base64').toString('latin1')).not.toContain('138001');
    database.chosen = new Map([[1, [null, 'strict', sealed]]]);
    expect([await choices.choicesOf(1), await choices.choicesOf(2)]).toEqual([{ zone: 'Asia/Shanghai', strategy: 'strict', rules: [RULE] }, { ...DEFAULTS, rules: [] }]);
    expect(database.asked).toEqual(['{1}', '{2}']);
  });

  it('are kept by their size: many rules take the room of many users without', async () => {
    const asked = async (rules: number): Promise<number> => {
      const { database, choices } = bench({ maxBytes: 100_000 });
      const { sealed } = sealRules(new Array(rules).fill(RULE), keyring);
      database.chosen = new Map([1, 2, 3].map((id) => [id, [null, null, sealed] as const]));
      for (const id of [1, 2, 3, 1, 2, 3]) await choices.choicesOf(id);
      return database.asked.length;
    };
    expect([await asked(1), await asked(50)]).toEqual([3, 6]);
  });

  it('of an earlier moment are what had been chosen by then, each the latest', async () => {
    const { history, choices } = bench();
    const chosen = (atMs: number, change: object): StoredEvent =>
      ({ eventId: `e${atMs}`, kind: EVENT_KINDS.preferences, userId: 1, occurredAtMs: atMs, receivedAtMs: atMs, position: atMs, details: keyring.seal('details', JSON.stringify(change)) });
    history.events = [chosen(1, { timezone: 'UTC', whitelistStrategy: 'strict' }), chosen(2, { rules: sealRules([RULE], keyring) }), chosen(3, { whitelistStrategy: 'permissive', rules: sealRules([], keyring) })];
    expect(await choices.choicesAt(1, 0)).toEqual({ ...DEFAULTS, rules: [] });
    expect(await choices.choicesAt(1, 1)).toEqual({ zone: 'UTC', strategy: 'strict', rules: [] });
    expect(await choices.choicesAt(1, 2)).toEqual({ zone: 'UTC', strategy: 'strict', rules: [RULE] });
    expect(await choices.choicesAt(1, 3)).toEqual({ zone: 'UTC', strategy: 'permissive', rules: [] });
    expect(await choices.choicesAt(2, 3)).toEqual({ ...DEFAULTS, rules: [] });
  });
});
