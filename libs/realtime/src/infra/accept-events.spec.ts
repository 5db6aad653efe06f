import { Keyring } from '#privacy';
import { FixedClock, NOW_MS } from '../../../../test/contracts/fixed-clock.fixture.js';
import { memoryActs } from '../../../../test/contracts/memory-acts.fixture.js';
import { MemoryEventLog, MemoryLog } from '../../../../test/contracts/memory-log.fixture.js';
import { MemoryIdentities } from '../../../../test/contracts/memory-identities.fixture.js';
import { EVENT_KINDS, OUTCOMES, PLATFORM_USER, WITHHELD_CALLER } from '../core/index.js';
import { checkShape } from './event-schema.js';
import { AcceptEvents, type Candidate } from '../app/accept-events.js';
import { EventCheck } from '../app/event-check.js';
import { idempotentEventId, newEventId } from '../app/event-ids.js';
import { IntakeStatistics } from '../app/intake-statistics.js';
import type { Met } from '../app/newcomers.js';
import { ReceiveEvents } from '../app/receive-events.js';

const keyring = new Keyring('a key for tests of more than 32 characters');
const call = { id: '0198c1c2-7b1e-7c3a-9f00-5d2b1a4c6e01', userId: 'u-1', timestamp: '2026-01-15T01:30:00Z', callerPhone: '13800138000', outcome: 'missed' };
const metric = { type: 'metric', name: 'm', value: 1, timestamp: '2026-01-15T01:30:00Z' };
const values = (...events: unknown[]): Candidate[] => events.map((value) => ({ value }));

/** Knows `m` alone, and has no room. */
const metricNames = { most: 1, refused: (names: ReadonlySet<string>) => Promise.resolve(new Set([...names].filter((name) => name !== 'm'))) };

function bench() {
  const clock = new FixedClock(NOW_MS);
  const log = new MemoryLog(clock);
  const identities = new MemoryIdentities();
  const zones = { zonesOf: async (ids: readonly number[]) => Promise.all(ids.map(async (id) => (id === (await identities.findUser('u-ny')) ? 'America/New_York' : 'Asia/Shanghai'))) };
  const newcomers = { among: async (met: readonly Met[]) => Promise.all(met.map(async ({ userId }) => userId === (await identities.findUser('u-new')))) };
  const accept = new AcceptEvents(new EventCheck(checkShape, 'CN'), identities, { zones, newcomers, metricNames }, new MemoryEventLog(log), keyring, clock);
  const statistics = new IntakeStatistics(NOW_MS);
  return { clock, log, identities, accept, statistics, receive: new ReceiveEvents(accept, statistics, clock, keyring, memoryActs(keyring)) };
}

describe('accepting', () => {
  it('tells calls of newcomers, and those that only their user claims', async () => {
    const { accept, log } = bench();
    await accept.execute(values(metric, { ...call, id: undefined, userId: 'u-new' }, { ...metric, userId: 'u-new' }, { ...call, id: undefined }), newEventId);
    await accept.execute(values({ ...call, id: undefined, userId: 'u-new' }, { type: 'interaction', action: 'opened', userId: 'u-1', timestamp: call.timestamp }), newEventId, { claimed: true });
    const { metric: figure, newcomer, call: seen, claim, interaction } = EVENT_KINDS;
    expect(log.events.map(({ kind }) => kind)).toEqual([figure, newcomer, figure, seen, claim, interaction]);
  });


  it('keeps the good in the log and names the bad by index', async () => {
    const { accept, log } = bench();
    const answer = await accept.execute([...values(call, 5), { fault: 'is not valid JSON' }, ...values({ ...metric }, { ...call, outcome: 'engaged' })], newEventId);
    expect(answer).toEqual({
      accepted: 2,
      rejected: [
        { index: 1, code: 'event_invalid', errors: [{ path: '', message: 'must be an object' }] },
        { index: 2, code: 'event_invalid', errors: [{ path: '', message: 'is not valid JSON' }] },
        { index: 4, code: 'event_invalid', errors: [{ path: 'outcome', message: expect.stringContaining('must be one of') as string }] },
      ],
    });
    expect(log.events.map(({ kind }) => kind)).toEqual([EVENT_KINDS.call, EVENT_KINDS.metric]);
  });

  it('refuses metrics of one name too many by index, and keeps all else', async () => {
    const { accept, log } = bench();
    const answer = await accept.execute(values({ ...metric, name: 'N 1' }, metric, 5, call, { ...metric, name: 'n.1' }), newEventId);
    const errors = [{ path: 'name', message: 'would be one more than the 1 names that metrics may have' }];
    expect(answer).toEqual({
      accepted: 2, rejected: [{ index: 0, code: 'event_invalid', errors }, { index: 2, code: 'event_invalid', errors: [expect.anything()] }, { index: 4, code: 'event_invalid', errors }],
    });
    expect(log.events.map(({ kind }) => kind)).toEqual([EVENT_KINDS.metric, EVENT_KINDS.call]);
  });

  it('writes surrogates for user and number, never themselves, and seals the rest', async () => {
    const { accept, log, identities } = bench();
    await accept.execute(values({ ...call, metadata: { note: 'from +8613800138000' } }), newEventId);
    const [event] = log.events;
    expect(event).toMatchObject({
      eventId: call.id, kind: EVENT_KINDS.call, userId: await identities.findUser('u-1'), occurredAtMs: Date.parse(call.timestamp),
      call: { callerId: await identities.findPhone('+8613800138000' as never), direction: 0, outcome: OUTCOMES.indexOf('missed'), durationMs: undefined, localHour: 9 },
    });
    expect(JSON.parse(keyring.open('details', Buffer.from(event?.details ?? [])))).toEqual({ metadata: { note: 'from +8613800138000' } });
    expect(JSON.stringify(event)).not.toMatch(/13800138000|u-1/);
  });

  it('stamps hours on the clock of each user, also in a mixed batch', async () => {
    const { accept, log, identities } = bench();
    await identities.registerUsers(['u-ny']);
    await accept.execute(values(metric, { ...call, id: undefined, userId: 'u-ny' }, { ...metric, userId: 'u-1' }, { ...call, id: undefined, userId: 'u-1' }, { ...call, id: undefined, userId: 'u-ny' }), newEventId);
    expect(log.events.map((event) => event.call?.localHour)).toEqual([undefined, 20, undefined, 9, 20]);
    const users = await identities.registerUsers(['u-ny', 'u-1']);
    expect(log.events.map(({ userId }) => userId)).toEqual([PLATFORM_USER, users[0], users[1], users[1], users[0]]);
  });

  it('keeps calls without a number, under no surrogate and about nobody, and mixes up no others', async () => {
    const { accept, log, identities } = bench();
    const shown = (callerPhone: string) => ({ ...call, id: undefined, callerPhone });
    await accept.execute(values(shown('anonymous'), shown('+8613800138000'), shown(''), shown('95588')), newEventId);
    const numbers = await identities.registerPhones(['+8613800138000', '+8695588'] as never[]);
    expect(log.events.map((event) => [event.call?.callerId, event.subjectId])).toEqual([[WITHHELD_CALLER, undefined], [numbers[0], numbers[0]], [WITHHELD_CALLER, undefined], [numbers[1], numbers[1]]]);
    expect(await identities.findPhone('anonymous' as never)).toBeUndefined();
  });

  it('asks nobody and writes nothing where all is bad', async () => {
    const { accept, log, identities } = bench();
    expect(await accept.execute(values({ ...call, timestamp: 'now' }), newEventId)).toMatchObject({ accepted: 0 });
    expect([log.events, await identities.findUser('u-1')]).toEqual([[], undefined]);
  });
});

describe('receiving', () => {
  const sender = { subject: 'system', key: undefined, body: '' };

  it('gives ids to events that bring none, each its own, in order of time', async () => {
    const { receive, log } = bench();
    await receive.execute(values({ ...call, id: undefined }, { ...call, id: undefined }), sender);
    const ids = log.events.map(({ eventId }) => eventId);
    expect(new Set(ids).size).toBe(2);
    expect(ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7/.test(id))).toBe(true);
    expect([...ids].sort()).toEqual(ids);
  });

  it('makes sending again under the same key the same act, for each sender and place', async () => {
    const { receive, log } = bench();
    const batch = values({ ...call, id: undefined }, metric, { ...call, id: undefined });
    for (const subject of ['a', 'a', 'b']) await receive.execute(batch, { subject, key: 'k', body: 'b' });
    await receive.execute(batch, { subject: 'a', key: 'other', body: 'b' });
    expect(log.events).toHaveLength(9);
    const [id = ''] = log.events.map(({ eventId }) => eventId);
    // UUID version 8, and nobody without the secret can work it out.
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(id).toBe(idempotentEventId(keyring, ['events', 'a', 'k', 0]));
    expect(idempotentEventId(new Keyring('another key of more than 32 characters'), ['events', 'a', 'k', 0])).not.toBe(id);
    expect(idempotentEventId(keyring, ['events', 'a', 'k,0'])).not.toBe(id);
  });

  it('refuses another body under the same key, and keeps nothing of it; what was refused before leaves its key free', async () => {
    const { receive, log } = bench();
    const send = (body: string, ...events: unknown[]) => receive.execute(values(...events), { subject: 'a', key: 'k', body });
    await expect(send('bad', 5)).rejects.toMatchObject({ code: 'event_invalid' });
    await send('good', metric);
    await expect(send('other', metric, metric)).rejects.toMatchObject({ code: 'idempotency_key_reused', kind: 'conflict' });
    await send('good', metric);
    expect(new Set(log.events.map(({ eventId }) => eventId)).size).toBe(1);
  });

  it('leaves ids that were given alone under a key', async () => {
    const { receive, log } = bench();
    await receive.execute(values(call), { subject: 'a', key: 'k', body: 'b' });
    expect(log.events[0]?.eventId).toBe(call.id);
  });

  it.each(['', 'k'.repeat(201)])('refuses the key %j', async (key) => {
    await expect(bench().receive.execute(values(call), { subject: 'a', key, body: 'b' })).rejects.toMatchObject({ code: 'idempotency_key_invalid', kind: 'invalid' });
  });

  it('counts what it accepted and refused, and answers where some are good', async () => {
    const { receive, statistics } = bench();
    expect(await receive.execute(values(call, 1, call), sender)).toMatchObject({ accepted: 2, rejected: [{ index: 1 }] });
    await expect(receive.execute(values(1), sender)).rejects.toMatchObject({ code: 'event_invalid' });
    expect([statistics.accepted, statistics.rejected]).toEqual([2, 2]);
  });

  it('refuses where none is good: one with its own faults, several by index', async () => {
    const { receive } = bench();
    await expect(receive.execute(values({ ...call, outcome: 'engaged' }), sender)).rejects.toMatchObject({ code: 'event_invalid', kind: 'invalid', errors: [{ path: 'outcome' }] });
    await expect(receive.execute(values({ ...call, outcome: 'engaged' }, 5), sender)).rejects.toMatchObject({ errors: [{ path: '0.outcome' }, { path: '1' }] });
    const refusal: unknown = await receive.execute(values(...new Array<number>(500).fill(1)), sender).catch((error: unknown) => error);
    expect((refusal as { errors: unknown[] }).errors).toHaveLength(100);
  });

  it('promises nothing where the log cannot be written', async () => {
    const { clock, identities, statistics } = bench();
    const away = { append: () => Promise.reject(new Error('away')), bufferUse: () => 1 };
    const zones = { zonesOf: async (ids: readonly number[]) => ids.map(() => 'UTC') };
    const accept = new AcceptEvents(new EventCheck(checkShape, 'CN'), identities, { zones, metricNames, newcomers: { among: async (met) => met.map(() => false) } }, away, keyring, clock);
    await expect(new ReceiveEvents(accept, statistics, clock, keyring, memoryActs(keyring)).execute(values(call), sender)).rejects.toThrow('away');
    expect(statistics.accepted).toBe(0);
  });
});
