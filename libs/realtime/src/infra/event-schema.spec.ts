import { checkShape } from './event-schema.js';

const timestamp = '2026-11-22T09:30:00+08:00';
const id = '0198c1c2-7b1e-7c3a-9f00-5d2b1a4c6e01';
const call = { userId: 'u-17', callerPhone: '+8613800138000', outcome: 'ai_handled', timestamp };
const interaction = { userId: 'u-17', action: 'opened_transcript', timestamp };
const security = { type: 'security', action: 'login_failed', severity: 'medium', timestamp };
const metric = { type: 'metric', name: 'tts_latency_ms', value: 212.5, timestamp };

describe('the shape of an event', () => {
  it.each([
    ['a call', { ...call, type: 'call', id, callType: 'incoming', duration: 42, metadata: {} }, 'call'],
    ['a call by its number', call, 'call'],
    ['an interaction', { ...interaction, type: 'interaction', context: { screen: 'history' } }, 'interaction'],
    ['an interaction by its action', interaction, 'interaction'],
    ['a security event without a user', security, 'security'],
    ['a security event of a user', { ...security, userId: 'u-1', context: { attempts: 3 } }, 'security'],
    ['a metric without a user', metric, 'metric'],
    ['a metric with labels', { ...metric, userId: 'u-1', labels: { region: 'east' }, value: -0.5 }, 'metric'],
    ['a call with a number and metadata of any kind', { ...call, metadata: { a: [1, { b: null }], action: 'x' } }, 'call'],
    ['an id in capitals', { ...call, id: id.toUpperCase() }, 'call'],
    ['an id of version 4', { ...call, id: '1b4e28ba-2fa1-41d2-883f-0016d3cca427' }, 'call'],
    ['the nil id', { ...call, id: '00000000-0000-0000-0000-000000000000' }, 'call'],
    ['a call of no seconds', { ...call, duration: 0 }, 'call'],
    ['a call of a week', { ...call, duration: 604_800 }, 'call'],
    ['fractions of seconds', { ...call, duration: 0.25 }, 'call'],
    ['the longest user id', { ...call, userId: 'x'.repeat(128) }, 'call'],
    ['a number as people write it', { ...call, callerPhone: '010-1234 5678' }, 'call'],
    ['a call without a number shown', { ...call, callerPhone: '' }, 'call'],
  ])('is right: %s', (_name, event, type) => expect(checkShape(event)).toEqual({ type, event }));

  it.each(['answered', 'rejected', 'missed', 'transferred', 'ai_handled'])('knows the outcome %s', (outcome) =>
    expect(checkShape({ ...call, outcome })).toMatchObject({ type: 'call' }));
  it.each(['incoming', 'outgoing'])('knows the direction %s', (callType) => expect(checkShape({ ...call, callType })).toMatchObject({ type: 'call' }));
  it.each(['low', 'medium', 'high', 'critical'])('knows the severity %s', (severity) => expect(checkShape({ ...security, severity })).toMatchObject({ type: 'security' }));

  it.each([
    ['null', null, ''], ['a string', 'call', ''], ['a number', 5, ''], ['a list', [call], ''], ['true', true, ''],
    ['an empty object', {}, 'type'], ['an unknown type', { ...call, type: 'sms' }, 'type'], ['a type of another kind', { ...call, type: 1 }, 'type'],
    ['null for a type', { ...call, type: null }, 'type'],
    ['a type in capitals', { ...call, type: 'CALL' }, 'type'], ['a type every object has', { ...call, type: 'toString' }, 'type'],
    ['a security event that does not say so', { action: 'login_failed', severity: 'low', timestamp }, 'userId'],
    ['a metric that does not say so', { name: 'm', value: 1, timestamp }, 'type'],
    ['a call without user', { ...call, userId: undefined }, 'userId'], ['a call without outcome', { ...call, outcome: undefined }, 'outcome'],
    ['a call without number', { ...call, type: 'call', callerPhone: undefined }, 'callerPhone'],
    ['a call without time', { ...call, timestamp: undefined }, 'timestamp'], ['epoch milliseconds', { ...call, timestamp: 1_795_339_800_000 }, 'timestamp'],
    ['an interaction without user', { ...interaction, userId: undefined }, 'userId'],
    ['a metric without value', { ...metric, value: undefined }, 'value'], ['a metric without name', { ...metric, name: undefined }, 'name'],
    ['a security event without severity', { ...security, severity: undefined }, 'severity'], ['an unknown severity', { ...security, severity: 'fatal' }, 'severity'],
    ['an id that is no UUID', { ...call, id: 'e-1' }, 'id'], ['an id in braces', { ...call, id: `{${id}}` }, 'id'], ['an id with a line break', { ...call, id: `${id}\n` }, 'id'],
    ['an empty user id', { ...call, userId: '' }, 'userId'], ['a user id of 129', { ...call, userId: 'x'.repeat(129) }, 'userId'], ['a user id that is a number', { ...call, userId: 17 }, 'userId'],
    ['a number that is a number', { ...call, callerPhone: 13_800_138_000 }, 'callerPhone'], ['a number of 385 characters', { ...call, callerPhone: '1'.repeat(385) }, 'callerPhone'], ['null for a number', { ...call, callerPhone: null }, 'callerPhone'],
    ['an unknown outcome', { ...call, outcome: 'busy' }, 'outcome'], ['an unknown direction', { ...call, callType: 'inbound' }, 'callType'],
    ['a duration in words', { ...call, duration: '42' }, 'duration'], ['a negative duration', { ...call, duration: -1 }, 'duration'],
    ['a call longer than a week', { ...call, duration: 604_801 }, 'duration'], ['an endless call', { ...call, duration: JSON.parse('1e999') as number }, 'duration'],
    ['null for a duration', { ...call, duration: null }, 'duration'],
    ['metadata that is a list', { ...call, metadata: [] }, 'metadata'], ['metadata that is text', { ...call, metadata: '{}' }, 'metadata'],
    ['a field nobody knows', { ...call, colour: 'red' }, 'colour'], ['a field of another event', { ...call, severity: 'low' }, 'severity'],
    ['a field every object has', JSON.parse(`{"__proto__": 1, "userId": "u", "action": "a", "timestamp": "${timestamp}"}`) as object, '__proto__'],
    ['an empty action', { ...interaction, action: '' }, 'action'], ['an action of 201', { ...interaction, action: 'a'.repeat(201) }, 'action'],
    ['a value beyond numbers', { ...metric, value: JSON.parse('-1e999') as number }, 'value'], ['a value in words', { ...metric, value: '1' }, 'value'],
    ['a label that is a number', { ...metric, labels: { a: 1 } }, 'labels.a'], ['a label of 201', { ...metric, labels: { a: 'x'.repeat(201) } }, 'labels.a'],
    ['33 labels', { ...metric, labels: Object.fromEntries(Array.from({ length: 33 }, (_, index) => [`l${index}`, ''])) }, 'labels'],
    ['a time of 41 characters', { ...call, timestamp: `${timestamp}${' '.repeat(16)}` }, 'timestamp'],
  ])('is wrong: %s', (_name, event, path) => {
    const checked = checkShape(event);
    expect(checked).toEqual({ errors: [{ path, message: expect.any(String) as string }] });
  });

  it.each([
    ['outcome', { ...call, outcome: 'busy' }, 'must be one of answered, rejected, missed, transferred, ai_handled'],
    ['type', {}, 'must be one of call, interaction, security, metric'],
    ['userId', { ...call, userId: undefined }, 'is required'],
    ['colour', { ...call, colour: 1 }, 'is not a field of this event; put it in metadata'],
    ['id', { ...call, id: '7' }, 'must be a UUID'],
    ['duration', { ...call, duration: -1 }, 'must be >= 0'],
  ])('is explained: %s', (path, event, message) => expect(checkShape(event)).toEqual({ errors: [{ path, message }] }));
});
