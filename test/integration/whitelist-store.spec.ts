import { v4 } from 'uuid';
import { Keyring } from '#privacy';
import { EVENT_KINDS, type NewEvent } from '#realtime/core';
import { CallerAsOf } from '../../libs/callers/src/app/caller-as-of.js';
import type { ChangeDetails } from '../../libs/callers/src/app/whitelist/open-change.js';
import { PgWhitelists } from '../../libs/callers/src/infra/pg-whitelists.js';
import { applyAll } from '../../libs/realtime/src/app/apply-all.js';
import { PgEventHistory } from '../../libs/realtime/src/infra/pg-event-history.js';
import { PgEventLog } from '../../libs/realtime/src/infra/pg-event-log.js';
import { PgFoldLog } from '../../libs/realtime/src/infra/pg-fold-log.js';
import { callEvent, FIRST_CALLER } from '../contracts/events.fixture.js';
import { FixedClock, NOW_MS } from '../contracts/fixed-clock.fixture.js';
import { TestServer, type TestDatabase } from './postgres.fixture.js';
import { allProjections } from './state-tables.fixture.js';

const keyring = new Keyring('a key for tests of more than 32 characters');
const ALL = Array.from({ length: 16 }, (_, partition) => partition);

let server: TestServer;
let db: TestDatabase;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());
beforeEach(async () => {
  db = await server.migrated();
});

const stored = (): PgWhitelists => new PgWhitelists(db.database, keyring);
const fact = (kind: NewEvent['kind'], content: object, parts: Partial<NewEvent> = {}): NewEvent =>
  ({ eventId: v4(), kind, userId: 1, subjectId: FIRST_CALLER, occurredAtMs: NOW_MS, details: keyring.seal('details', JSON.stringify(content)), ...parts });
const said = (content: ChangeDetails, parts: Partial<NewEvent> = {}): NewEvent => fact(EVENT_KINDS.whitelist, content, parts);

async function happen(...events: readonly NewEvent[]): Promise<void> {
  const clock = new FixedClock(NOW_MS);
  await new PgEventLog(db.database, clock).append(events);
  await new PgFoldLog(db.database, clock).fold({ partitions: ALL, mostPerPartition: 20_000 }, applyAll(allProjections(keyring)));
}

it('of a user and a number that never met there is nothing', async () => {
  expect(await stored().between(1, FIRST_CALLER)).toEqual({ pair: undefined, ownLabel: undefined, changes: [] });
  expect(await stored().page(1, 0, 50)).toEqual([]);
  expect(await stored().kept(1, NOW_MS)).toBe(0);
});

it('what stands is what the same events say as of then', async () => {
  await happen(
    callEvent(), callEvent({ occurredAtMs: NOW_MS - 5, call: { direction: 1, durationMs: 7000 } }), callEvent({ userId: 2 }), fact(EVENT_KINDS.feedback, { label: 'unsure' }),
    said({ change: 'add', note: 'mine', expiresMs: NOW_MS + 9 }, { occurredAtMs: NOW_MS - 2 }), said({ change: 'remove' }), said({ change: 'undo' }, { userId: 2 }),
  );
  const found = await stored().between(1, FIRST_CALLER);
  expect(found).toMatchObject({ pair: { made: 1, taken: 1, answered: 2, answeredMs: 37_000, callTimes: [NOW_MS] }, ownLabel: { label: 'unsure', reportedMs: NOW_MS } });
  expect(found.changes.map(({ change, expiresMs, note }) => ({ change, expiresMs, note }))).toEqual([
    { change: 'remove', expiresMs: null, note: undefined }, { change: 'add', expiresMs: NOW_MS + 9, note: 'mine' },
  ]);
  const { whitelist: then } = await new CallerAsOf(new PgEventHistory(db.database), keyring, { at: async () => new Map<number, never>() }).facts(FIRST_CALLER, 1, NOW_MS);
  const byTime = (left: { changedMs: number }, right: { changedMs: number }): number => left.changedMs - right.changedMs;
  expect([then?.pair, then?.ownLabel?.label, [...(then?.changes ?? [])].sort(byTime)]).toMatchObject([found.pair ?? {}, 'unsure', [...found.changes].sort(byTime)]);
});

it('pages hold whom the user spoke with, dialled or said something of, each once', async () => {
  const at = (index: number): number => FIRST_CALLER + index;
  await happen(
    callEvent(), callEvent({ call: { callerId: at(1), outcome: 2 } }), callEvent({ call: { callerId: at(2), direction: 1, outcome: 2 } }),
    said({ change: 'add' }), said({ change: 'remove' }), said({ change: 'add' }, { subjectId: at(3) }), said({ change: 'add' }, { subjectId: at(4), userId: 2 }),
  );
  const ids = async (after: number, limit: number): Promise<number[]> => (await stored().page(1, after, limit)).map(({ callerId }) => callerId);
  expect(await ids(0, 50)).toEqual([at(0), at(2), at(3)]);
  expect([await ids(0, 2), await ids(at(0), 2), await ids(at(3), 2)]).toEqual([[at(0), at(2)], [at(2), at(3)], []]);
});

it('of many numbers those are counted that stand', async () => {
  const many = Array.from({ length: 9100 }, (_, index) => said({ change: 'add', ...(index < 50 && { expiresMs: NOW_MS }) }, { subjectId: FIRST_CALLER + index }));
  const off = Array.from({ length: 100 }, (_, index) => said({ change: 'remove' }, { subjectId: FIRST_CALLER + 1000 + index, occurredAtMs: NOW_MS + 1 }));
  const again = said({ change: 'undo' }, { subjectId: FIRST_CALLER + 1000, occurredAtMs: NOW_MS + 2 });
  await happen(...many, ...off, again);
  expect([await stored().kept(1, NOW_MS), await stored().kept(2, NOW_MS)]).toEqual([9100 - 50 - 99, 0]);
});

it('what cannot be opened fails the fold, not the verdicts', async () => {
  await expect(happen(said({ change: 'add' }, { details: Buffer.from('nothing') }))).rejects.toMatchObject({ code: 'sealed_data_unreadable' });
});
