import { readFileSync } from 'node:fs';
import { canonicalEvent, DIRECTION_ALIASES, FIELD_ALIASES, namedFields, OUTCOME_ALIASES, TYPE_ALIASES } from './index.js';

const timestamp = '2026-11-22T01:30:00.000Z';
const call = { userId: 'u-17', callerPhone: '+8613800138000', outcome: 'answered', timestamp };
const read = (event: unknown): unknown => {
  const canonical = canonicalEvent(event);
  return 'event' in canonical ? canonical.event : canonical.errors;
};

describe('an event in our own words', () => {
  it.each([
    ['a call', { ...call, type: 'call', duration: 3, metadata: { from: 'x' } }],
    ['a metric whose name is a word of calls', { type: 'metric', name: 'm', value: 1, status: 'x' }],
    ['null', null], ['a list', [call]], ['a word', 'call'], ['nothing', {}],
  ])('is not even copied: %s', (_name, event) => expect(read(event)).toBe(event));
});

describe('what others call it', () => {
  it.each([
    ['the gateway', { eventType: 'call_ended', user_id: 'u-17', from: '+8613800138000', to: '+8613900000000', direction: 'inbound', startTime: timestamp, durationMs: 42_500, status: 'disconnected', callId: 'c-1' },
      { ...call, type: 'call', callType: 'incoming', duration: 42.5, metadata: { callId: 'c-1' } }],
    ['an outgoing call', { user_id: 'u-17', from: '+8613900000000', to: '+8613800138000', direction: 'outbound', started_at: 1_795_311_000, call_outcome: 'completed', call_duration: 3 },
      { ...call, callType: 'outgoing', duration: 3 }],
    ['epoch milliseconds', { ...call, timestamp: undefined, occurredAt: 1_795_311_000_000 }, call],
    ['what says the same twice', { ...call, user_id: 'u-17', startTime: '2026-11-22T09:30:00+08:00', duration: 1, duration_ms: 1000, callType: 'inbound', direction: 'incoming' }, { ...call, duration: 1, callType: 'incoming' }],
    ['two words of one outcome', { ...call, status: 'picked_up' }, call],
    ['an outcome that the length of the call settles', { ...call, status: 'hung_up', duration_ms: 3000 }, { ...call, duration: 3 }],
    ['an outcome that is clear beside one that is not', { ...call, outcome: undefined, status: 'hung_up', disposition: 'picked_up' }, call],
    ['a callId beside other metadata', { ...call, metadata: { trunk: 7 }, call_id: 'c-1' }, { ...call, metadata: { trunk: 7, callId: 'c-1' } }],
    ['an interaction', { kind: 'user_interaction', user_id: 'u', action: 'a', timestamp, context: {} }, { type: 'interaction', userId: 'u', action: 'a', timestamp, context: {} }],
    ['a word of calls elsewhere stays what it was', { event_type: 'metric', name: 'm', value: 1, status: 'x' }, { type: 'metric', name: 'm', value: 1, status: 'x' }],
    ['a time that is neither seconds nor milliseconds', { ...call, timestamp: undefined, startTime: 1_795_311_000_000_000 }, { ...call, timestamp: 1_795_311_000_000_000 }],
    ['a duration in words', { ...call, durationMs: '42', outcome: 'hung_up' }, { ...call, duration: '42' }],
    ['metadata that is no object', { ...call, metadata: [], callId: 'c' }, { ...call, metadata: [] }],
  ])('%s', (_name, event, expected) => expect(read(event)).toEqual(expected));

  it('keeps names that every object has as names', () => {
    const event = read(JSON.parse('{"__proto__":1,"user_id":"u","action":"a"}')) as object;
    expect([Object.keys(event), Object.getPrototypeOf(event) === Object.prototype]).toEqual([['__proto__', 'action', 'userId'], true]);
  });

  it.each([...OUTCOME_ALIASES])('%s depends on nothing but how long the call was', (word, { spoken, unspoken, unknown }) => {
    const outcomes = [9, 0, undefined].map((duration) => read({ ...call, outcome: word, duration }));
    expect(outcomes.slice(0, 2)).toMatchObject([{ outcome: spoken }, { outcome: unspoken }]);
    if (unknown === undefined) expect(outcomes[2]).toEqual([{ path: 'duration', message: `must be given: without it ${word} could be answered or missed` }]);
    else expect(outcomes[2]).toMatchObject({ outcome: unknown });
  });
});

describe('two fields that cannot both be true', () => {
  it.each([
    ['ours and another', { ...call, user_id: 'u-18' }, 'userId', 'user_id'],
    ['two others', { ...call, callerPhone: undefined, from: '1', caller_number: '2' }, 'from', 'caller_number'],
    ['instants', { ...call, started_at: 1_795_311_001 }, 'timestamp', 'started_at'],
    ['seconds and milliseconds', { ...call, duration: 1, duration_ms: 1001 }, 'duration', 'duration_ms'],
    ['a part of metadata', { ...call, metadata: { callId: 'a' }, call_id: 'b' }, 'callId', 'call_id'],
    ['types', { ...call, type: 'call', event_type: 'metric' }, 'type', 'event_type'],
    ['outcomes', { ...call, status: 'blocked' }, 'outcome', 'status'],
    ['outcomes of a call of no length', { ...call, duration: 0, status: 'hung_up' }, 'outcome', 'status'],
    ['outcomes of two others', { ...call, outcome: undefined, status: 'blocked', disposition: 'no_answer' }, 'status', 'disposition'],
  ])('are both named: %s', (_name, event, path, other) => expect(read(event)).toEqual([{ path, message: `differs from ${other}, which means the same` }]));
});

it.each([['incoming', { to: '1' }, 'caller_number'], ['outgoing', { from: '1', direction: 'outbound' }, 'callee']])('an %s call needs its other end', (direction, ends, needed) =>
  expect(read({ ...call, callerPhone: undefined, ...ends })).toEqual([{ path: 'callerPhone', message: `is required: ${needed} of an ${direction} call` }]));

it('says which of our fields a value names, and leaves its id out', () => {
  expect(namedFields({ event_id: 'x', user_id: 'u', a: 1 })).toEqual({ names: new Set(['id', 'userId', 'a']), withoutId: { user_id: 'u', a: 1 } });
});

it('docs/aliases.md says just this', () => {
  const written = readFileSync('docs/aliases.md', 'utf8');
  const tables = [...written.matchAll(/^\| `(?<ours>[^|]+)` \| (?<how>[^|]+) \| (?<names>`[^|]+`) \|$/gm)].flatMap(({ groups }) =>
    [...groups!['names']!.matchAll(/`([^`]+)`/g)].map(([, name]) => `${groups!['ours']} ${groups!['how']} ${name}`));
  const fields = [...FIELD_ALIASES].map(([name, { field, reading }]) => `${field} ${reading} ${name}`);
  const words = [...[...TYPE_ALIASES].map(([name, type]) => `${type} type ${name}`), ...[...DIRECTION_ALIASES].map(([name, direction]) => `${direction} callType ${name}`)];
  const outcomes = [...OUTCOME_ALIASES].map(([name, rule]) => `${[rule.spoken, rule.unspoken, rule.unknown ?? 'refused'].join(', ')} outcome ${name}`);
  expect(tables.toSorted()).toEqual([...fields, ...words, ...outcomes].toSorted());
});
