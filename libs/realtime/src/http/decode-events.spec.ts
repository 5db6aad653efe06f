import { namedEventId } from '../app/event-ids.js';
import { fromCloudEvent } from './cloud-event.js';
import { decodeEvents, formatOf, type EventFormat } from './decode-events.js';

const decode = (format: EventFormat, body: string | Buffer): ReturnType<typeof decodeEvents> => decodeEvents(format, Buffer.from(body));
const failing = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

describe('the format of a body', () => {
  it.each([
    ['application/json', 'json'], ['application/json; charset=utf-8', 'json'], ['APPLICATION/JSON', 'json'], [' application/json ;x=y', 'json'],
    ['application/x-ndjson', 'ndjson'], ['application/cloudevents+json', 'cloudevents'], ['application/cloudevents-batch+json; charset=UTF-8', 'cloudevents-batch'],
  ])('%s', (mediaType, format) => expect(formatOf(mediaType)).toBe(format));

  it.each([undefined, '', 'text/plain', 'application/jsonp', 'application/ndjson', 'toString', 'application/xml'])('refuses %s', (mediaType) =>
    expect(failing(() => formatOf(mediaType))).toBe('media_type_unsupported'));
});

describe('decoding', () => {
  it.each([
    ['one event', 'json', '{"a":1}', [{ a: 1 }]],
    ['a list', 'json', '[{"a":1},2,null]', [{ a: 1 }, 2, null]],
    ['a list in a list is one bad event', 'json', '[[1]]', [[1]]],
    ['a thousand', 'json', JSON.stringify(new Array(1000).fill(0)), new Array(1000).fill(0)],
    ['lines', 'ndjson', '{"a":1}\n{"a":2}\n', [{ a: 1 }, { a: 2 }]],
    ['lines as Windows ends them, and empty ones', 'ndjson', '{"a":1}\r\n\r\n  \n{"a":2}', [{ a: 1 }, { a: 2 }]],
    ['a list on a line is one bad event', 'ndjson', '[1,2]\n3', [[1, 2], 3]],
  ] as const)('%s', (_name, format, body, values) => expect(decode(format, body)).toEqual(values.map((value: unknown) => ({ value }))));

  it('names a line that is no JSON and keeps the others', () => {
    expect(decode('ndjson', '{"a":1}\n{oops\n{"a":2}')).toEqual([{ value: { a: 1 } }, { fault: 'is not valid JSON' }, { value: { a: 2 } }]);
  });

  it.each([
    ['no JSON', 'json', '{', 'json_malformed'], ['nothing', 'json', '', 'json_malformed'], ['two values', 'json', '{} {}', 'json_malformed'],
    ['an empty list', 'json', '[]', 'body_missing'], ['no lines', 'ndjson', ' \n\n', 'body_missing'],
    ['1,001 events', 'json', JSON.stringify(new Array(1001).fill(0)), 'batch_too_large'],
    ['10,001 lines', 'ndjson', '1\n'.repeat(10_001), 'batch_too_large'],
    ['a byte that is no UTF-8', 'json', Buffer.from([0x22, 0xff, 0x22]), 'encoding_invalid'],
    ['an overlong form of NUL', 'ndjson', Buffer.from([0x22, 0xc0, 0x80, 0x22]), 'encoding_invalid'],
    ['a surrogate in UTF-8', 'json', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]), 'encoding_invalid'],
    ['UTF-16', 'json', Buffer.from('"ä"', 'utf16le'), 'encoding_invalid'],
    ['a byte-order mark', 'json', '\ufeff{}', 'json_malformed'],
  ] as const)('refuses %s', (_name, format, body, code) => expect(failing(() => decode(format, body))).toBe(code));

  it('survives nesting as deep as a body can be', () => {
    expect(decode('json', `${'['.repeat(500_000)}${']'.repeat(500_000)}`)).toHaveLength(1);
  });
});

describe('a CloudEvent', () => {
  const data = { userId: 'u-1', callerPhone: '+8613800138000', outcome: 'missed' };
  const envelope = { specversion: '1.0', id: '0198c1c2-7b1e-7c3a-9f00-5d2b1a4c6e01', source: '/phones/7', type: 'com.example.call', time: '2026-11-22T09:30:00Z', data };
  const open = (value: unknown): unknown => (fromCloudEvent({ value }) as { value?: unknown }).value;

  it('is the event in its data, with what the envelope adds', () => {
    expect(open(envelope)).toEqual({ ...data, id: envelope.id, type: 'call', timestamp: envelope.time });
  });

  it.each([
    ['the subject names the user', { subject: 'u-9', data: { ...data, userId: undefined } }, { userId: undefined }],
    ['without userId in data the subject is taken', { subject: 'u-9', data: { callerPhone: '1', outcome: 'missed' } }, { userId: 'u-9' }],
    ['data goes before the envelope', { subject: 'u-9', data: { ...data, timestamp: '2000-01-01T00:00:00Z', type: 'metric' } }, { userId: 'u-1', timestamp: '2000-01-01T00:00:00Z', type: 'metric' }],
    ['the id of the envelope is the id', { data: { ...data, id: 'mine' } }, { id: envelope.id }],
    ['a type of one word', { type: 'security' }, { type: 'security' }],
  ])('%s', (_name, parts, expected) => expect(open({ ...envelope, ...parts })).toMatchObject(expected));

  it('leaves out what data says another way, an id above all', () => {
    const opened = open({ ...envelope, subject: 'u-9', data: { user_id: 'u-1', started_at: 1, kind: 'call_ended', event_id: 'mine' } });
    expect(Object.keys(opened as object).toSorted()).toEqual(['id', 'kind', 'started_at', 'user_id']);
  });

  it('implies nothing by a type of other words', () => expect(open({ ...envelope, type: 'com.example.recorded' })).not.toHaveProperty('type'));

  it('gets an id from source and id where that is no UUID, the same each time', () => {
    const event = { ...envelope, id: '17' };
    expect(open(event)).toMatchObject({ id: namedEventId('/phones/7', '17') });
    expect((open({ ...event, source: '/phones/8' }) as { id: string }).id).not.toBe((open(event) as { id: string }).id);
    // Python: uuid.uuid5(uuid.uuid5(uuid.NAMESPACE_URL, '/phones/7'), '17')
    expect((open(event) as { id: string }).id).toBe('8e252eff-2edc-5ce4-853d-097833b4efbd');
  });

  it.each([
    ['a bare event', data, /specversion/], ['another version', { ...envelope, specversion: '0.3' }, /specversion/], ['a list', [envelope], /specversion/], ['null', null, /specversion/],
    ['no id', { ...envelope, id: undefined }, /id and source/], ['an empty id', { ...envelope, id: '' }, /id and source/], ['a number for an id', { ...envelope, id: 1 }, /id and source/],
    ['no source', { ...envelope, source: undefined }, /id and source/], ['no data', { ...envelope, data: undefined }, /data/], ['a list of data', { ...envelope, data: [] }, /data/], ['text for data', { ...envelope, data: '{}' }, /data/],
  ])('cannot be %s', (_name, value, fault) => expect(fromCloudEvent({ value })).toEqual({ fault: expect.stringMatching(fault) as string }));

  it('passes a line on that was no JSON', () => expect(fromCloudEvent({ fault: 'is not valid JSON' })).toEqual({ fault: 'is not valid JSON' }));

  it.each([['cloudevents', envelope], ['cloudevents-batch', [envelope, envelope]]] as const)('comes as %s', (format, body) => {
    expect(decode(format, JSON.stringify(body)).every((candidate) => 'value' in candidate)).toBe(true);
  });
});
