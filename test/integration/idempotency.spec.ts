import { Keyring } from '#privacy';
import { DAY_MS } from '#kernel';
import { IdempotentActs } from '../../libs/realtime/src/app/idempotent-acts.js';
import { PgActBodies } from '../../libs/realtime/src/infra/pg-act-bodies.js';
import { FixedClock, NOW_MS } from '../contracts/fixed-clock.fixture.js';
import { MemoryActBodies } from '../contracts/memory-acts.fixture.js';
import { bearer } from './booted-app.fixture.js';
import { ModelService } from './model-service.fixture.js';
import { TestServer } from './postgres.fixture.js';

const CALLER = '/api/profiles/caller/%2B8613800138000';
const EVENT = { type: 'interaction', userId: 'u-1', action: 'opened', timestamp: '2026-03-02T10:00:00+08:00' };

describe.each([['memory', undefined], ['PostgreSQL', TestServer]] as const)('acts kept in %s', (_name, server) => {
  let bodies: MemoryActBodies | PgActBodies;
  let stop = (): Promise<void> => Promise.resolve();
  beforeAll(async () => {
    if (server === undefined) bodies = new MemoryActBodies();
    else {
      const started = await server.start();
      const db = await started.migrated();
      bodies = new PgActBodies(db.database);
      stop = () => started.stop();
    }
  });
  afterAll(() => stop());

  it('are what came first, of many at once as well, until they are forgotten', async () => {
    const clock = new FixedClock(NOW_MS);
    const acts = new IdempotentActs(bodies, new Keyring('a key for tests of more than 32 characters'), clock);
    const id = acts.idOf('k', ['kind', 'who']);
    const claims = await Promise.allSettled(Array.from({ length: 8 }, (_, at) => acts.claim(id, `body ${at}`)));
    expect(claims.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const first = claims.findIndex(({ status }) => status === 'fulfilled');
    await acts.claim(id, `body ${first}`);
    await acts.claim(acts.idOf('k', ['kind', 'another']), 'body');
    await expect(acts.claim(id, 'other')).rejects.toMatchObject({ code: 'idempotency_key_reused', kind: 'conflict' });
    clock.nowMs += 90 * DAY_MS;
    expect(await acts.forgetOld()).toBe(0);
    clock.nowMs += 1;
    expect(await acts.forgetOld()).toBe(2);
    await acts.claim(id, 'other');
  });
});

describe('the same key', () => {
  let service: ModelService;
  beforeAll(async () => {
    service = await ModelService.start();
  });
  afterAll(() => service.stop());

  const post = async (path: string, body: object): Promise<{ readonly status: number; readonly body: Record<string, unknown> }> => {
    const headers = { ...(await bearer('system')), 'content-type': 'application/json', 'idempotency-key': 'k-1' };
    const answer = await fetch(`${service.api.origin}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };

  it.each<[string, string, object, object]>([
    ['feedback', `${CALLER}/feedback`, { userId: 'u-1', label: 'spam' }, { userId: 'u-1', label: 'not_spam' }],
    ['a dispute', `${CALLER}/disputes`, { reason: 'ours' }, { reason: 'ours, too' }],
    ['events', '/api/realtime/events', [EVENT], [EVENT, EVENT]],
    ['an interaction', '/api/profiles/interactions', { ...EVENT, userId: 'u-2' }, { ...EVENT, userId: 'u-2', action: 'closed' }],
  ])('with the same body is the same %s, with another a conflict', async (name, path, body, other) => {
    // Of events and interactions alike: one kind of act, so each has a key of its own.
    if (name === 'an interaction') await service.db.query('TRUNCATE idempotent_act');
    const first = await post(path, body);
    expect([201, 202]).toContain(first.status);
    expect(await post(path, other)).toMatchObject({ status: 409, body: { code: 'idempotency_key_reused' } });
    expect(await post(path, body)).toEqual(first);
  });
});
