import { DIRECTIONS, OUTCOMES } from '../core/index.js';
import { checkShape } from './event-schema.js';
import { EventCheck, type CheckedEvent } from '../app/event-check.js';

const NOW_MS = Date.parse('2026-11-22T02:00:00Z');
const timestamp = '2026-11-22T09:30:00+08:00';
const call = { userId: 'u-17', callerPhone: '+8613800138000', outcome: 'answered', timestamp };
const interaction = { userId: 'u-17', action: 'opened_transcript', timestamp };

const check = (event: unknown): CheckedEvent | readonly { path: string; message: string }[] => new EventCheck(checkShape, 'CN').check(event, NOW_MS);
const nested = (depth: number): unknown => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);

describe('a good event', () => {
  it('is a call with everything in its place', () => {
    const id = '0198C1C2-7B1E-7C3A-9F00-5D2B1A4C6E01';
    expect(check({ ...call, id, type: 'call', callType: 'outgoing', outcome: 'ai_handled', duration: 42.0004, metadata: { trunk: 7 } })).toEqual({
      eventId: id.toLowerCase(), type: 'call', userId: 'u-17', occurredAtMs: Date.parse('2026-11-22T01:30:00Z'),
      call: { caller: '+8613800138000', direction: DIRECTIONS.indexOf('outgoing'), outcome: OUTCOMES.indexOf('ai_handled'), durationMs: 42_000 },
      details: '{"metadata":{"trunk":7}}',
    });
  });

  it('is incoming unless it says otherwise; a duration nobody gave stays unknown, and one of 0 stays 0', () => {
    expect(check(call)).toMatchObject({ eventId: undefined, call: { direction: DIRECTIONS.indexOf('incoming'), durationMs: undefined }, details: undefined });
    expect(check({ ...call, duration: 0 })).toMatchObject({ call: { durationMs: 0 } });
  });

  it.each([
    ['in the national form', '13800138000', '+8613800138000'],
    ['with blanks and hyphens', '138-0013 8000', '+8613800138000'],
    ['of a landline', '(010) 6552-9988', '+861065529988'],
    ['of a carrier', '10086', '+8610086'],
    ['of another country', '+1 202-555-0143', '+12025550143'],
    ['in a SIP address', '"A B" <sip:+8613800138000@ims.mnc000.mcc460.3gppnetwork.org;user=phone>', '+8613800138000'],
    ['that is withheld', 'Anonymous', 'anonymous'],
    ['that is nothing', '', 'anonymous'],
  ])('has a number %s', (_name, callerPhone, caller) => expect(check({ ...call, callerPhone })).toMatchObject({ call: { caller } }));

  it.each([
    ['empty metadata is not kept', { ...call, metadata: {} }, undefined],
    ['what has no column is kept', { ...interaction, context: { screen: 'x' }, metadata: { a: null } }, { action: 'opened_transcript', context: { screen: 'x' }, metadata: { a: null } }],
    ['a metric is kept whole', { type: 'metric', name: 'm', value: 0, labels: {}, timestamp }, { name: 'm', value: 0, labels: {} }],
    ['a security event too', { type: 'security', action: 'a', severity: 'low', timestamp }, { action: 'a', severity: 'low' }],
    ['names every object has are data', JSON.parse(`{"userId":"u","action":"a","timestamp":"${timestamp}","context":{"__proto__":{"x":1}}}`) as object, JSON.parse('{"action":"a","context":{"__proto__":{"x":1}}}') as object],
    ['a repeated key: the last wins', JSON.parse(`{"userId":"u","action":"first","action":"last","timestamp":"${timestamp}"}`) as object, { action: 'last' }],
  ])('keeps its details: %s', (_name, event, expected) => {
    const { details } = check(event) as CheckedEvent;
    expect(details).toBe(expected === undefined ? undefined : JSON.stringify(expected));
  });

  it.each([
    ['2000-01-01T00:00:00Z'], ['2026-11-24T02:00:00Z'], ['2026-11-22T09:30:00.123456789+08:00'],
  ])('happened at %s', (at) => expect(check({ ...call, timestamp: at })).toMatchObject({ type: 'call' }));

  it('may belong to nobody, if it is a metric or a security event', () => {
    expect(check({ type: 'metric', name: 'm', value: 1, timestamp })).toMatchObject({ userId: undefined, type: 'metric', call: undefined });
  });
});

describe('a bad event names its fault', () => {
  it.each([
    ['a time without zone', { ...call, timestamp: '2026-11-22T09:30:00' }, 'timestamp', /RFC 3339/],
    ['a day that never was', { ...call, timestamp: '2026-02-30T09:30:00Z' }, 'timestamp', /RFC 3339/],
    ['year 1', { ...call, timestamp: '0001-01-01T00:00:00Z' }, 'timestamp', /before 2000/],
    ['1999', { ...call, timestamp: '1999-12-31T23:59:59Z' }, 'timestamp', /before 2000/],
    ['more than two days ahead', { ...call, timestamp: '2026-11-24T02:00:00.001Z' }, 'timestamp', /48 hours/],
    ['a user id with a blank', { ...call, userId: 'u 17' }, 'userId', /1 to 128/],
    ['a user id that is a number of the phone kind', { ...call, userId: '+8613800138000' }, 'userId', /1 to 128/],
    ['a reserved user id', { ...call, userId: 'platform' }, 'userId', /reserved/],
    ['a user id with NUL', { ...call, userId: 'u\0' }, 'userId', /1 to 128/],
    ['a number that is none', { ...call, callerPhone: 'alice' }, 'callerPhone', /phone number/],
    ['a number of forty digits', { ...call, callerPhone: '1'.repeat(40) }, 'callerPhone', /phone number/],
    ['a SIP address without a number', { ...call, callerPhone: 'sip:alice@example.com' }, 'callerPhone', /SIP/],
    ['a number with NUL', { ...call, callerPhone: '1380013800\0' }, 'callerPhone', /phone number/],
    ['a number too short', { ...call, callerPhone: '12' }, 'callerPhone', /phone number/],
    ['NUL in metadata', { ...call, metadata: { a: 'x\0' } }, 'metadata', /NUL/],
    ['NUL in a key of the context', { ...interaction, context: { 'a\0': 1 } }, 'context', /NUL/],
    ['a lone surrogate in metadata', { ...call, metadata: { a: ['\ud800'] } }, 'metadata', /surrogate/],
    ['NUL in the action, whatever stands after it', { ...interaction, action: 'x\0', context: { a: 1 }, metadata: { b: 1 } }, 'action', /NUL/],
    ['a lone surrogate in a label', { type: 'metric', name: 'm', value: 1, labels: { a: '\udc00' }, timestamp }, 'labels', /surrogate/],
    ['metadata nested deeper than sixteen', { ...call, metadata: { a: nested(20) } }, 'metadata', /deeper/],
    ['metadata nested as deep as the body allows', { ...call, metadata: { a: nested(500_000) } }, 'metadata', /deeper/],
    ['metadata of more than 64 KiB', { ...interaction, metadata: { a: 'x'.repeat(65_536) }, context: {} }, 'metadata', /65536/],
  ])('%s', (_name, event, path, message) => expect(check(event)).toEqual([{ path, message: expect.stringMatching(message) as string }]));

  it('and all of them, if there are several', () => {
    const faults = check({ ...call, userId: 'stats', timestamp: 'now', callerPhone: '??', metadata: { a: '\0' } });
    expect((faults as readonly { path: string }[]).map(({ path }) => path)).toEqual(['timestamp', 'userId', 'callerPhone', 'metadata']);
  });

  it('without the number in it', () => {
    const faults = JSON.stringify(check({ ...call, callerPhone: '+86138001380001234567' }));
    expect(faults).toContain('callerPhone');
    expect(faults).not.toMatch(/\d{5}/);
  });
});

it('a number is understood the same the first and the thousandth time', () => {
  const repeated = new EventCheck(checkShape, 'CN');
  const numbers = ['13800138000', '+8613800138000', 'nonsense', '10086', '13800138000', 'nonsense'];
  const seen = numbers.map((callerPhone) => repeated.check({ ...call, callerPhone }, NOW_MS)).map((checked) => ('call' in checked ? checked.call?.caller : undefined));
  expect(seen).toEqual(['+8613800138000', '+8613800138000', undefined, '+8610086', '+8613800138000', undefined]);
});
