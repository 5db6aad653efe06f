import { Caches } from '#platform/cache';
import type { PgDatabase } from '#platform/database';
import { Keyring, type E164, type Identities } from '#privacy';
import { PgIdentities } from '../../libs/privacy/src/infra/pg-identities.js';
import { TestServer, type TestDatabase } from '../integration/postgres.fixture.js';
import { MemoryIdentities } from './memory-identities.fixture.js';
import { shuffled } from './shuffled.fixture.js';

const SECRET = 'a key for tests of more than 32 characters';
const phone = (index: number): E164 => `+861380013${String(index).padStart(4, '0')}` as E164;
const phones = (count: number, first = 0): E164[] => Array.from({ length: count }, (_, index) => phone(first + index));
const users = (count: number): string[] => Array.from({ length: count }, (_, index) => `user-${index}`);

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

function identitiesOn(database: PgDatabase, { enabled = true, secret = SECRET } = {}): PgIdentities {
  const caches = new Caches({ enabled, maxBytes: 10_000_000, ttlMs: 60_000, sweepMs: 60_000 });
  caches.close();
  return new PgIdentities(database, new Keyring(secret), caches);
}

/** Each call of the result gives what another process on the same store would have. */
type Opened = () => Identities;

const KEEPERS: readonly (readonly [name: string, open: () => Promise<Opened>])[] = [
  ['in memory', async () => {
    const store = new Map<string, number>();
    return () => new MemoryIdentities(store);
  }],
  ['in PostgreSQL', async () => {
    const db = await server.migrated();
    return () => identitiesOn(db.connect());
  }],
  ['in PostgreSQL without caching', async () => {
    const db = await server.migrated();
    return () => identitiesOn(db.connect(), { enabled: false });
  }],
];

describe.each(KEEPERS)('identities %s', (_name, openKeeper) => {
  let open: Opened;
  beforeEach(async () => {
    open = await openKeeper();
  });

  it('give an id for each, in the order asked, the same for the same', async () => {
    const identities = open();
    const [a, b, again] = await identities.registerPhones([phone(1), phone(2), phone(1)]);
    expect([a === b, again]).toEqual([false, a]);
    expect(await identities.registerPhones([phone(2), phone(3), phone(1)])).toEqual([b, expect.any(Number), a]);
    expect(await open().registerPhones([phone(1), phone(2)])).toEqual([a, b]);
  });

  it('keep users and numbers apart, though they be written alike', async () => {
    const identities = open();
    const [[user], [number]] = await Promise.all([identities.registerUsers([phone(1)]), identities.registerPhones([phone(1)])]);
    expect(user).not.toBe(number);
    expect([await open().findUser(phone(1)), await open().findPhone(phone(1))]).toEqual([user, number]);
  });

  it('find what is registered and make nothing of what is not', async () => {
    const identities = open();
    expect([await identities.findPhone(phone(7)), await identities.findUser('u-7')]).toEqual([undefined, undefined]);
    const [id] = await identities.registerPhones([phone(7)]);
    expect([await identities.findPhone(phone(7)), await open().findPhone(phone(7)), await open().findUser('u-7')]).toEqual([id, id, undefined]);
  });

  it('reveal numbers, and no users', async () => {
    const identities = open();
    const ids = await identities.registerPhones(phones(5));
    const [user] = await identities.registerUsers(['u-1']);
    expect(await open().revealPhones([...ids, user as number, 999_999])).toEqual(new Map(ids.map((id, index) => [id, phone(index)])));
    expect(await open().revealPhones([])).toEqual(new Map());
  });

  it('reveal user ids, and neither numbers nor strangers', async () => {
    const identities = open();
    const [first, second] = await identities.registerUsers(['u-1', 'u-2']);
    const [number] = await identities.registerPhones(phones(1));
    expect(await open().revealUsers([second as number, number as number, first as number, 999_999])).toEqual(new Map([[first, 'u-1'], [second, 'u-2']]));
  });

  it('have nothing to do for nobody', async () => expect([await open().registerUsers([]), await open().registerPhones([])]).toEqual([[], []]));

  it('are the same for all who register at once', async () => {
    const processes = [open(), open(), open()];
    const wanted = phones(300);
    const answers = await Promise.all(
      Array.from({ length: 12 }, async (_, index) => {
        const mine = shuffled(wanted, index).slice(0, 200);
        const ids = await processes[index % 3]?.registerPhones(mine);
        return new Map(mine.map((number, at) => [number, ids?.[at]]));
      }),
    );
    const agreed = await open().registerPhones(wanted);
    expect(new Set(agreed).size).toBe(300);
    for (const answer of answers) for (const [number, id] of answer) expect(id).toBe(agreed[wanted.indexOf(number)]);
  });
});

describe('the identity table', () => {
  let db: TestDatabase;
  beforeEach(async () => {
    db = await server.migrated();
  });

  it('holds nothing that can be read: no number, no user, in no column', async () => {
    const identities = identitiesOn(db.database);
    await identities.registerPhones(phones(50));
    await identities.registerUsers(['ALICE-alice', ...users(20)]);
    const rows = await db.query<{ row: string; ciphertext: Buffer; blind_index: Buffer }>('SELECT identity::text AS row, * FROM identity');
    expect(rows).toHaveLength(71);
    const everything = Buffer.concat(rows.flatMap((row) => Object.values(row).filter((value) => Buffer.isBuffer(value)))).toString('latin1');
    for (const secret of ['13800130', '8613800', '+86', 'user-', 'alice', 'ALICE']) {
      expect(everything).not.toContain(secret);
      expect(rows.map(({ row }) => row).join()).not.toContain(Buffer.from(secret).toString('hex'));
    }
    expect(new Set(rows.map(({ blind_index: index }) => index.toString('hex'))).size).toBe(71);
  });

  it('puts numbers of one block under one index, a block of ten into a block of a hundred', async () => {
    await identitiesOn(db.database).registerPhones(['+8613800138000', '+8613800138009', '+8613800138099', '+8613800138999', '+8613800139000'] as E164[]);
    const [counts] = await db.query<object>(
      'SELECT count(DISTINCT range_10)::int AS tens, count(DISTINCT range_100)::int AS hundreds, count(DISTINCT range_1000)::int AS thousands, count(DISTINCT range_10000)::int AS myriads FROM identity',
    );
    expect(counts).toEqual({ tens: 4, hundreds: 3, thousands: 2, myriads: 1 });
    await identitiesOn(db.database).registerUsers(['u-1']);
    expect(await db.query('SELECT 1 FROM identity WHERE kind = 1 AND (range_10 IS NOT NULL OR range_100 IS NOT NULL OR range_1000 IS NOT NULL OR range_10000 IS NOT NULL)')).toEqual([]);
  });

  it('refuses another key, and goes on taking the right one', async () => {
    await identitiesOn(db.database).checkKey();
    await expect(identitiesOn(db.database, { secret: `${SECRET}!` }).checkKey()).rejects.toMatchObject({ code: 'encryption_key_wrong' });
    await identitiesOn(db.connect()).checkKey();
  });

  it('takes one key from several processes that start at the same moment on an empty database', async () => {
    const rival = db.connect();
    let commit = (): void => undefined;
    const held = new Promise<void>((resolve) => (commit = resolve));
    const holding = new Promise<void>((resolve, reject) => {
      // A process in the middle of leaving its key: what it wrote is not to be seen yet.
      rival.transaction(async (tx) => {
        await tx.rows({ name: '', text: 'INSERT INTO key_check (key_id, blind_index) VALUES (1, $1)' }, [new Keyring(SECRET).blindIndex('key-check', 'profile-analytics')]);
        resolve();
        await held;
      }).catch(reject);
    });
    await holding;
    const checks = Promise.all([db.database, db.connect()].map((database) => identitiesOn(database).checkKey()));
    while ((await db.query(`SELECT 1 FROM pg_locks WHERE NOT granted`)).length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    commit();
    await checks;
    await expect(identitiesOn(db.database, { secret: `${SECRET}!` }).checkKey()).rejects.toMatchObject({ code: 'encryption_key_wrong' });
  });

  it('asks the database once for what its process knows, unless caching is off', async () => {
    const asked = async (enabled: boolean): Promise<number> => {
      let statements = 0;
      const counting = { rows: (...args: Parameters<PgDatabase['rows']>) => { statements++; return db.database.rows(...args); } } as unknown as PgDatabase;
      const identities = identitiesOn(counting, { enabled });
      await identities.registerPhones(phones(20));
      const before = statements;
      await identities.registerPhones(phones(20));
      await identities.findPhone(phone(3));
      return statements - before;
    };
    expect(await asked(true)).toBe(0);
    expect(await asked(false)).toBeGreaterThan(0);
  });
});
