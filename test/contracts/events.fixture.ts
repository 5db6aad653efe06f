import fc from 'fast-check';
import { v4 } from 'uuid';
import { EVENT_KINDS, OUTCOMES, WITHHELD_CALLER, type NewEvent } from '#realtime/core';
import { NOW_MS } from './fixed-clock.fixture.js';

/** Surrogate ids of numbers begin here, so that a mix-up of users and numbers shows. */
export const FIRST_CALLER = 1000;

/** An incoming answered call of half a minute, unless `parts` says otherwise. */
export function callEvent(parts: Partial<Omit<NewEvent, 'call'>> & { readonly call?: Partial<NonNullable<NewEvent['call']>> } = {}): NewEvent {
  const { call, ...rest } = parts;
  return {
    eventId: v4(), kind: EVENT_KINDS.call, userId: 1, occurredAtMs: NOW_MS, ...rest,
    call: { callerId: FIRST_CALLER, direction: 0, outcome: 0, durationMs: 30_000, localHour: 18, ...call },
  };
}

/** `count` calls, spread over as many users, so that they are in every partition from sixteen on. */
export function callsOfUsers(count: number, firstUser = 1): NewEvent[] {
  return Array.from({ length: count }, (_, index) => callEvent({ userId: firstUser + index }));
}

const HOUR_MS = 3_600_000;
const FORTNIGHT_MS = 14 * 24 * HOUR_MS;
const instant = fc.integer({ min: NOW_MS - 72 * HOUR_MS, max: NOW_MS });

/** Seals the JSON of a fact's details. */
export type Seal = (json: string) => Buffer;

/** What a sibling service says of a call. Few numbers and scripts, so that they meet, and more than are kept. */
const metadata = fc.record(
  {
    callbackNumber: fc.oneof(fc.constantFrom('400-820-8820', '+864008208820', 'no number'), fc.integer({ min: 0, max: 6 }).map((last) => `1380013800${last}`)),
    transcript: fc.constantFrom('...', 'Hello this is the security department of your bank', 'hello, this is the Security department of your bank!', 'you qualify for a loan', '您的社保卡已被停用', 'stay on the line', 'press 1', 'we buy gold'),
  },
  { requiredKeys: [] },
);

const call = (seal: Seal): fc.Arbitrary<NewEvent> => fc
  .record({
    eventId: fc.uuid(),
    userId: fc.integer({ min: 1, max: 6 }),
    // Few moments, so that equal times happen.
    occurredAtMs: fc.oneof(instant, fc.constantFrom(NOW_MS - FORTNIGHT_MS, NOW_MS - HOUR_MS, NOW_MS)),
    // Some show no number.
    callerId: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: FIRST_CALLER, max: FIRST_CALLER + 4 }) }, { weight: 1, arbitrary: fc.constant(WITHHELD_CALLER) }),
    direction: fc.constantFrom(0, 0, 0, 1),
    outcome: fc.integer({ min: 0, max: OUTCOMES.length - 1 }),
    durationMs: fc.option(fc.integer({ min: 0, max: 1_200_000 }), { nil: undefined }),
    localHour: fc.integer({ min: 0, max: 23 }),
    said: fc.option(metadata, { nil: undefined }),
    // Some are of newcomers, some only claimed.
    kind: fc.constantFrom(EVENT_KINDS.call, EVENT_KINDS.call, EVENT_KINDS.call, EVENT_KINDS.newcomer, EVENT_KINDS.claim),
  })
  .map(({ eventId, userId, occurredAtMs, said, kind, ...facts }): NewEvent => ({
    eventId, kind, userId, occurredAtMs, call: facts, ...(said !== undefined && { details: seal(JSON.stringify({ metadata: said })) }),
  }));

/** A few places, so that they meet; some senders say next to nothing. */
const security = (seal: Seal): fc.Arbitrary<NewEvent> =>
  fc
    .record({
      eventId: fc.uuid(),
      userId: fc.integer({ min: 0, max: 6 }),
      occurredAtMs: fc.oneof(instant, fc.constantFrom(NOW_MS - HOUR_MS, NOW_MS)),
      said: fc.record({
        action: fc.constantFrom('login', 'LoginFailed', 'auth.login_failed', 'data_export', 'password_reset', 'something else'),
        severity: fc.constantFrom('low', 'medium', 'critical'),
        context: fc.record(
          { ip: fc.constantFrom('10.0.0.1', '2001:db8::1', '2001:0db8:0:0:1::2'), deviceId: fc.constantFrom('a', 'b'), country: fc.constantFrom('cn', 'DE', 'nowhere'), records: fc.constantFrom(1, 50) },
          { requiredKeys: [] },
        ),
      }),
    })
    .map(({ said, ...event }) => ({ ...event, kind: EVENT_KINDS.security, details: seal(JSON.stringify(said)) }));

/** Few series, so that they meet. */
const metric = (seal: Seal): fc.Arbitrary<NewEvent> =>
  fc
    .record({
      eventId: fc.uuid(),
      userId: fc.integer({ min: 0, max: 6 }),
      occurredAtMs: fc.constantFrom(NOW_MS - HOUR_MS, NOW_MS),
      said: fc.record(
        { name: fc.constantFrom('latency_ms', 'Latency ms', 'errors'), value: fc.constantFrom(0, 0.1, 0.2, 0.3, -7.25, 1e6), labels: fc.constantFrom({ route: '/a' }, { Route: '/A', userId: 'u-1' }, { host: 'h 13800138000' }) },
        { requiredKeys: ['name', 'value'] },
      ),
    })
    .map(({ said, ...event }) => ({ ...event, kind: EVENT_KINDS.metric, details: seal(JSON.stringify(said)) }));

const activity = fc
  .record({
    eventId: fc.uuid(),
    kind: fc.constantFrom(EVENT_KINDS.interaction, EVENT_KINDS.security, EVENT_KINDS.metric),
    userId: fc.integer({ min: 0, max: 6 }),
    occurredAtMs: instant,
  })
  .map((event): NewEvent => event);

const feedback = (seal: Seal): fc.Arbitrary<NewEvent> =>
  fc
    .record({
      eventId: fc.uuid(),
      userId: fc.integer({ min: 1, max: 6 }),
      subjectId: fc.integer({ min: FIRST_CALLER, max: FIRST_CALLER + 4 }),
      occurredAtMs: fc.constantFrom(NOW_MS - 3 * FORTNIGHT_MS, NOW_MS - HOUR_MS, NOW_MS - 1, NOW_MS),
      said: fc.constantFrom({ label: 'spam', category: 'loan' }, { label: 'spam' }, { label: 'not_spam' }, { label: 'unsure', category: 'other' }),
    })
    .map(({ said, ...event }) => ({ ...event, kind: EVENT_KINDS.feedback, details: seal(JSON.stringify(said)) }));

const preferences = (seal: Seal): fc.Arbitrary<NewEvent> =>
  fc
    .record({
      eventId: fc.uuid(),
      userId: fc.integer({ min: 1, max: 6 }),
      occurredAtMs: fc.constantFrom(NOW_MS - HOUR_MS, NOW_MS - 1, NOW_MS),
      change: fc.constantFrom(
        { timezone: 'Asia/Urumqi' }, { timezone: 'Europe/Paris', language: 'fr' }, { whitelistStrategy: 'strict', shareAnalytics: true },
        { rules: { sealed: 'AbC+/=' } }, { language: 'a "quoted" \\ tag, {braces} and ünïcode' },
      ),
    })
    .map(({ change, ...event }) => ({ ...event, kind: EVENT_KINDS.preferences, details: seal(JSON.stringify(change)) }));

const anomaly = (seal: Seal): fc.Arbitrary<NewEvent> =>
  fc
    .record({
      eventId: fc.uuid(),
      userId: fc.integer({ min: 1, max: 6 }),
      occurredAtMs: fc.constantFrom(NOW_MS - HOUR_MS, NOW_MS - 1, NOW_MS),
      said: fc.constantFrom({ sensitivity: 'low' }, { 'state:2026-03-04.fewer-calls': { state: 'dismissed' }, 'useful:2026-03-04.fewer-calls': false }, { featuresOff: ['callsIn'] }),
    })
    .map(({ said, ...event }) => ({ ...event, kind: EVENT_KINDS.anomaly, details: seal(JSON.stringify(said)) }));

const whitelist = (seal: Seal): fc.Arbitrary<NewEvent> =>
  fc
    .record({
      eventId: fc.uuid(),
      userId: fc.integer({ min: 1, max: 6 }),
      subjectId: fc.integer({ min: FIRST_CALLER, max: FIRST_CALLER + 4 }),
      occurredAtMs: fc.constantFrom(NOW_MS - HOUR_MS, NOW_MS - 1, NOW_MS),
      said: fc.constantFrom({ change: 'add', note: 'mine' }, { change: 'add', expiresMs: NOW_MS }, { change: 'remove' }, { change: 'undo' }),
    })
    .map(({ said, ...event }) => ({ ...event, kind: EVENT_KINDS.whitelist, details: seal(JSON.stringify(said)) }));

const DISPUTES = ['01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000002'];

/** Two disputes, opened once each, who joins them, and decisions on them: in any order, decisions more than once. */
const dispute = (seal: Seal): fc.Arbitrary<NewEvent> =>
  fc
    .record({ eventId: fc.uuid(), at: fc.nat(1), fact: fc.constantFrom('opened', 'joined', 'resolved'), standing: fc.constantFrom('vouched', 'acquainted', 'none', undefined), occurredAtMs: fc.constantFrom(NOW_MS - HOUR_MS, NOW_MS), outcome: fc.constantFrom('upheld', 'rejected') })
    .map(({ eventId, at, fact, standing, occurredAtMs, outcome }) => {
      const id = DISPUTES[at] as string;
      const common = { kind: EVENT_KINDS.dispute, subjectId: FIRST_CALLER + at, occurredAtMs };
      if (fact === 'opened') return { ...common, eventId: id, userId: 1 + at, details: seal(JSON.stringify({ fact, deadlineMs: NOW_MS, reason: 'mine', standing })) };
      if (fact === 'joined') return { ...common, eventId, userId: 3, details: seal(JSON.stringify({ fact, disputeId: id, reason: 'mine, too', standing })) };
      return { ...common, eventId, userId: 0, details: seal(JSON.stringify({ fact: 'resolved', disputeId: id, outcome, note: 'so', by: 'm-1' })) };
    });

/** Events of every kind among few users and numbers, so that they meet. Ids are distinct. */
export function anyEvents(seal: Seal, size: { readonly minLength: number; readonly maxLength: number }): fc.Arbitrary<NewEvent[]> {
  const event = fc.oneof(
    { weight: 7, arbitrary: call(seal) }, { weight: 2, arbitrary: activity }, { weight: 2, arbitrary: feedback(seal) }, { weight: 1, arbitrary: preferences(seal) },
    { weight: 1, arbitrary: whitelist(seal) }, { weight: 1, arbitrary: dispute(seal) }, { weight: 1, arbitrary: anomaly(seal) },
    { weight: 2, arbitrary: security(seal) }, { weight: 1, arbitrary: metric(seal) },
  );
  return fc.uniqueArray(event, { ...size, selector: ({ eventId }) => eventId });
}
