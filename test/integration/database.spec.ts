import fc from 'fast-check';
import { bytes, nested, plain, texts, type PgDatabase } from '#platform/database';
import { TestServer, type TestDatabase } from './postgres.fixture.js';

let server: TestServer;
let db: TestDatabase;
let database: PgDatabase;
beforeAll(async () => {
  server = await TestServer.start();
  db = await server.migrated();
  database = db.database;
  await db.query('CREATE TABLE note (id integer PRIMARY KEY, text text)');
});
afterAll(() => server.stop());
beforeEach(() => db.query('DELETE FROM note'));

const add = (id: number) => ({ name: '', text: `INSERT INTO note VALUES (${id}, 'x')` });
const notes = async (): Promise<number[]> => (await db.query<{ id: number }>('SELECT id FROM note ORDER BY id')).map(({ id }) => id);
const BACKEND = { name: '', text: 'SELECT pg_backend_pid()' };
const kill = (pid: unknown): Promise<object[]> => db.query('SELECT pg_terminate_backend($1)', [pid]);
const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 10));

describe('a transaction', () => {
  it('keeps all of it', async () => {
    const answer = await database.transaction(async (tx) => {
      await tx.rows(add(1));
      await tx.rows(add(2));
      return 'done';
    });
    expect([answer, await notes()]).toEqual(['done', [1, 2]]);
  });

  it.each([
    ['the work fails', async () => Promise.reject(new Error('no good')), 'no good'],
    ['a statement fails', async (tx: Parameters<Parameters<PgDatabase['transaction']>[0]>[0]) => void (await tx.rows(add(1))), 'duplicate key'],
  ])('keeps nothing of it where %s', async (_name, fail, message) => {
    await expect(database.transaction(async (tx) => {
      await tx.rows(add(1));
      await fail(tx);
    })).rejects.toThrow(message);
    expect(await notes()).toEqual([]);
    await database.transaction((tx) => tx.rows(add(3)));
    expect(await notes()).toEqual([3]);
  });

  it('shows nothing to others before its end', async () => {
    await database.transaction(async (tx) => {
      await tx.rows(add(1));
      expect(await notes()).toEqual([]);
    });
    expect(await notes()).toEqual([1]);
  });

  it('fails for the moment, and the process lives, where its connection is cut between two statements', async () => {
    const outcome = database.transaction(async (tx) => {
      const [[pid] = []] = await tx.rows(BACKEND);
      await tx.rows(add(1));
      await kill(pid);
      await soon();
      await tx.rows(add(2));
    });
    await expect(outcome).rejects.toThrow(/not queryable|terminat/);
    expect(await notes()).toEqual([]);
    await database.transaction((tx) => tx.rows(add(3)));
    expect(await notes()).toEqual([3]);
  });
});

describe('a pool', () => {
  it('goes on after its idle connections were cut', async () => {
    const [[pid] = []] = await database.rows(BACKEND);
    await kill(pid);
    await soon();
    expect(await database.rows({ name: 'one', text: 'SELECT 1' })).toEqual([[1]]);
  });

  it('sends what is asked at one go by one connection, a few at a time, and answers each for itself', async () => {
    const pids = await Promise.all(Array.from({ length: 17 }, () => database.rows(BACKEND)));
    const asked = pids.map(([row]) => row?.[0]);
    expect([new Set(asked.slice(0, 8)).size, new Set(asked.slice(8, 16)).size]).toEqual([1, 1]);
    const [first, bad, last] = await Promise.allSettled([database.rows(add(1)), database.rows(add(1)), database.rows({ name: 'two', text: 'SELECT $1::integer' }, [2])]);
    expect([first.status, bad.status, last]).toEqual(['fulfilled', 'rejected', { status: 'fulfilled', value: [[2]] }]);
    expect([await notes(), await database.rows({ name: 'two', text: 'SELECT $1::integer' }, [3])]).toEqual([[1], [[3]]]);
  });

  it('fails all that was asked at one go where its connection is cut, and goes on', async () => {
    const cut = { name: 'cut', text: 'SELECT pg_terminate_backend(pg_backend_pid())' };
    const outcomes = await Promise.allSettled([database.rows(cut), database.rows({ name: 'one', text: 'SELECT 1' })]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await database.rows({ name: 'one', text: 'SELECT 1' })).toEqual([[1]]);
  });

  it('reads bigints as numbers, lists of them too, and text as it is', async () => {
    expect(await database.rows({ name: '', text: `SELECT 9007199254740991::bigint, '{1,2}'::bigint[], '{}'::bigint[], '{3}'::integer[], count(*), 'ü', null, true FROM note` }))
      .toEqual([[9007199254740991, [1, 2], [], [3], 0, 'ü', null, true]]);
  });
});

describe('array literals', () => {
  const back = async (literal: string, type: string): Promise<unknown> =>
    (await database.rows({ name: '', text: `SELECT coalesce(json_agg(x ORDER BY at), '[]') FROM unnest($1::${type}) WITH ORDINALITY AS t(x, at)` }, [literal]))[0]?.[0];
  const text = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((value) => !value.includes('\0'));

  it('arrive as they were meant, whatever is in them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(fc.oneof(text, fc.constantFrom('NULL', 'null', '{}', '"', '\\', ',', ' '))), { maxLength: 8 }), async (values) => {
        expect(await back(texts(values), 'text[]')).toEqual(values);
      }),
      { numRuns: 40 },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(fc.uint8Array({ maxLength: 20 })), { maxLength: 6 }), async (values) => {
        const expected = values.map((value) => (value === null ? null : `\\x${Buffer.from(value).toString('hex')}`));
        expect(await back(bytes(values.map((value) => (value === null ? null : Buffer.from(value)))), 'bytea[]')).toEqual(expected);
      }),
      { numRuns: 30 },
    );
    expect(await back(plain([1, null, -3]), 'bigint[]')).toEqual([1, null, -3]);
    expect(await back(nested([[1, 2], []]), 'text[]')).toEqual(['{1,2}', '{}']);
  });
});

describe('listening', () => {
  const ring = (payload: string): Promise<object[]> => db.query(`SELECT pg_notify('bell', $1)`, [payload]);
  const listeners = (): Promise<{ pid: number }[]> => db.query(`SELECT pid FROM pg_stat_activity WHERE query = 'LISTEN bell'`);
  const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
    while (!(await holds())) await soon();
  };

  it('hears every notification, and one empty one at the beginning', async () => {
    const heard: string[] = [];
    const listening = await database.listen('bell', (payload) => heard.push(payload));
    await ring('a');
    await ring('b');
    await until(() => heard.length >= 3);
    await listening.stop();
    expect(heard).toEqual(['', 'a', 'b']);
  });

  it('connects again when cut, again and again, and says so, since something may have been missed', async () => {
    const heard: string[] = [];
    const listening = await database.listen('bell', (payload) => heard.push(payload));
    for (const round of [1, 2]) {
      for (const { pid } of await listeners()) await kill(pid);
      await until(() => heard.filter((payload) => payload === '').length > round);
    }
    await ring('after');
    await until(() => heard.includes('after'));
    expect(await listeners()).toHaveLength(1);
    await listening.stop();
    expect(heard.filter((payload) => payload === 'after')).toHaveLength(1);
  });

  it('gives up at once where it cannot even begin', async () => {
    await expect(database.listen('no such channel', () => undefined)).rejects.toThrow('syntax error');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await db.query(`SELECT 1 FROM pg_stat_activity WHERE query LIKE 'LISTEN no such%'`)).toEqual([]);
  });

  it('stops for good, also in the middle of connecting again', async () => {
    const listening = await database.listen('bell', () => undefined);
    for (const { pid } of await listeners()) await kill(pid);
    await listening.stop();
    const other = await database.listen('bell', () => undefined);
    for (const { pid } of await listeners()) await kill(pid);
    await new Promise((resolve) => setTimeout(resolve, 251));
    await other.stop();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await listeners()).toEqual([]);
  });
});
