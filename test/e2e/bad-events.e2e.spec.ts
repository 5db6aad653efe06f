import { clientOf, everyRow, folded, formsOf, removeFolders, request, startService, type Client, type Service } from '../support/index.mjs';

const LONG = 120_000;
const HOUR_MS = 3_600_000;
const NUMBER = '+8613912345678';
const OTHER_NUMBER = '+8613987654321';

let service: Service;
let system: Client;

const call = (fields: object = {}): Record<string, unknown> => ({
  type: 'call', userId: 'private-user', callerPhone: NUMBER, outcome: 'answered', duration: 30, timestamp: '2026-03-02T10:00:00+08:00', ...fields,
});
const raw = (fields: string): string => JSON.stringify(call()).replace(/\}$/, `,${fields}}`);
const ahead = (hours: number): string => new Date(Date.now() + hours * HOUR_MS).toISOString();
const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
const badUtf8 = (): Buffer => Buffer.concat([Buffer.from('{"userId":"'), Buffer.from([0xc3, 0x28, 0xff]), Buffer.from('"}')]);
const metric = (fields: object): object => ({ type: 'metric', name: 'n', value: 1, timestamp: '2026-03-02T10:00:00+08:00', ...fields });

beforeAll(async () => {
  service = await startService({ env: { LOG_LEVEL: 'debug' } });
  system = clientOf(service, 'system');
}, LONG);

afterAll(async () => {
  await service.stop();
  removeFolders();
}, LONG);

describe('a body that is no good', () => {
  it.each([
    ['bad UTF-8', badUtf8, 400, 'encoding_invalid'],
    ['no JSON', () => '{"userId":', 400, 'json_malformed'],
    ['nothing', () => '', 400, 'body_missing'],
    ['an empty array', () => '[]', 400, 'body_missing'],
    ['a number', () => '5', 400, 'event_invalid'],
    ['null', () => 'null', 400, 'event_invalid'],
    ['a text', () => '"call"', 400, 'event_invalid'],
    ['an array in an array', () => JSON.stringify([[call()]]), 400, 'event_invalid'],
    ['100,000 arrays in each other', () => `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 400, expect.stringMatching(/^(?:json_too_deep|event_invalid)$/)],
    ['1,001 events', () => JSON.stringify(Array.from({ length: 1001 }, () => call())), 413, 'batch_too_large'],
    ['3 MiB', () => JSON.stringify(call({ metadata: { text: 'x'.repeat(3 * 1_048_576) } })), 413, 'body_too_large'],
  ])('%s', async (_what, body, status, code) => {
    expect(await system.send(body())).toMatchObject({ status, body: { status, code, requestId: expect.any(String) } });
  });

  it.each([['text/plain', 415], ['application/xml', 415], ['multipart/form-data', 415]])('%s', async (type, status) => {
    expect(await system.send(JSON.stringify(call()), { type })).toMatchObject({ status, body: { code: 'media_type_unsupported' } });
  });

  it('compressed', async () => {
    expect(await system.send(JSON.stringify(call()), { headers: { 'content-encoding': 'gzip' } })).toMatchObject({ status: 415, body: { code: 'media_type_unsupported' } });
  });

  it('an Idempotency-Key of 201 characters', async () => {
    expect(await system.send(call(), { headers: { 'idempotency-key': 'k'.repeat(201) } })).toMatchObject({ status: 400, body: { code: 'idempotency_key_invalid' } });
  });
});

describe('an event that is no good', () => {
  it.each([
    ['NUL in metadata', () => raw('"metadata":{"note":"a\\u0000b"}'), 'metadata'],
    ['NUL in a key of metadata', () => raw('"metadata":{"a\\u0000b":1}'), 'metadata'],
    ['NUL in userId', () => call({ userId: 'a\0b' }), 'userId'],
    ['a lone surrogate in metadata', () => raw('"metadata":{"note":"\\ud800"}'), 'metadata'],
    ['a lone surrogate in the other order', () => raw('"metadata":{"note":"\\udc00\\ud800"}'), 'metadata'],
    ['NUL in an action', () => ({ type: 'interaction', userId: 'u-1', action: 'a\0', timestamp: '2026-03-02T10:00:00Z' }), expect.any(String)],
    ['metadata 40 levels deep', () => raw(`"metadata":${nested(40)}`), 'metadata'],
    ['metadata 5,000 levels deep', () => raw(`"metadata":${nested(5000)}`), 'metadata'],
    ['metadata 100,000 levels deep', () => raw(`"metadata":${nested(100_000)}`), 'metadata'],
    ['metadata of 70,000 characters', () => call({ metadata: { note: 'x'.repeat(70_000) } }), 'metadata'],
    ['metadata as a list', () => call({ metadata: [] }), 'metadata'],
    ['duration as text', () => call({ duration: '30' }), 'duration'],
    ['duration below 0', () => call({ duration: -1 }), 'duration'],
    ['duration without end', () => raw('"duration":1e999'), 'duration'],
    ['userId as a number', () => call({ userId: 17 }), 'userId'],
    ['userId of 129 characters', () => call({ userId: 'u'.repeat(129) }), 'userId'],
    ['userId with a blank', () => call({ userId: 'u 1' }), 'userId'],
    ['userId that is a word of a route', () => call({ userId: 'caller' }), 'userId'],
    ['no userId', () => call({ userId: undefined }), 'userId'],
    ['a field unknown', () => call({ colour: 'red' }), 'colour'],
    ['a type unknown', () => call({ type: 'sms' }), 'type'],
    ['an outcome unknown', () => call({ outcome: 'engaged' }), 'outcome'],
    ['a direction unknown', () => call({ callType: 'sideways' }), 'callType'],
    ['an id that is no UUID', () => call({ id: '17' }), 'id'],
    ['a number as a number', () => call({ callerPhone: 13912345678 }), 'callerPhone'],
    ['a number of letters', () => call({ callerPhone: 'alice' }), 'callerPhone'],
    ['a SIP address without a number', () => call({ callerPhone: 'sip:alice@example.com' }), 'callerPhone'],
    ['a number of nothing', () => call({ callerPhone: '++--' }), 'callerPhone'],
    ['a number too long', () => call({ callerPhone: `+86${'1'.repeat(30)}` }), 'callerPhone'],
    ['a number of forty digits', () => call({ callerPhone: '1'.repeat(40) }), 'callerPhone'],
    ['a time without zone', () => call({ timestamp: '2026-03-02T10:00:00' }), 'timestamp'],
    ['a time as a number', () => call({ timestamp: 1_772_416_800_000 }), 'timestamp'],
    ['a day alone', () => call({ timestamp: '2026-03-02' }), 'timestamp'],
    ['the 30th of February', () => call({ timestamp: '2026-02-30T10:00:00Z' }), 'timestamp'],
    ['the hour 25', () => call({ timestamp: '2026-03-02T25:00:00Z' }), 'timestamp'],
    ['a zone of 99 hours', () => call({ timestamp: '2026-03-02T10:00:00+99:00' }), 'timestamp'],
    ['ten fractional digits', () => call({ timestamp: '2026-03-02T10:00:00.1234567890Z' }), 'timestamp'],
    ['the year 1', () => call({ timestamp: '0001-01-01T00:00:00Z' }), 'timestamp'],
    ['the last second of 1999', () => call({ timestamp: '1999-12-31T23:59:59Z' }), 'timestamp'],
    ['a time 49 hours ahead', () => call({ timestamp: ahead(49) }), 'timestamp'],
    ['the year 9999', () => call({ timestamp: '9999-12-31T23:59:59Z' }), 'timestamp'],
    ['a metric without a value', () => metric({ value: undefined }), 'value'],
    ['a metric with a label that is no text', () => metric({ labels: { region: 1 } }), 'labels.region'],
    ['a security event without severity', () => ({ type: 'security', action: 'a', timestamp: '2026-03-02T10:00:00Z' }), 'severity'],
  ])('%s', async (_what, event, path) => {
    const answer = await system.send(event());
    expect(answer).toMatchObject({ status: 400, body: { status: 400, code: 'event_invalid', errors: [{ path, message: expect.any(String) }] } });
  });

  it.each([
    ['47 hours ahead', () => call({ timestamp: ahead(47) })],
    ['nine fractional digits', () => call({ timestamp: '2026-03-02T10:00:00.123456789+08:00' })],
    ['a withheld number', () => call({ callerPhone: 'anonymous' })],
    ['a number in a SIP address', () => call({ callerPhone: `sip:${NUMBER}@ims.example.com;user=phone` })],
    ['a number in national form', () => call({ callerPhone: '139 1234-5678' })],
    ['a key __proto__ in metadata', () => raw('"metadata":{"__proto__":{"admin":true},"constructor":1}')],
    ['a key given twice', () => raw('"duration":31')],
  ])('but %s is fine', async (_what, event) => {
    expect(await system.send(event())).toMatchObject({ status: 202, body: { accepted: 1, rejected: [] } });
  });
});

describe('what the service keeps of people', () => {
  const texts = (): string => `${service.stdout}\n${service.stderr}`;

  beforeAll(async () => {
    const verdict = `/api/profiles/caller/${encodeURIComponent(OTHER_NUMBER)}`;
    await system.send(call({ callerPhone: OTHER_NUMBER, metadata: { note: `they gave ${OTHER_NUMBER}` } }));
    await system.post(`${verdict}/feedback`, { userId: 'private-user', label: 'spam', category: 'loan', comment: `call ${OTHER_NUMBER} back` });
    await system.get(verdict);
    await system.get('/api/profiles/caller/13987654321');
    await system.get(`/api/profiles/caller/${encodeURIComponent('+86 139 8765 4321')}?userId=u%20`);
    await system.get(`/no/such/route/${OTHER_NUMBER}`);
    await request(service, 'GET', verdict, { headers: { 'x-request-id': OTHER_NUMBER.slice(1) } });
    await folded(service);
  }, LONG);

  it('no line of its log holds a number, at LOG_LEVEL=debug', () => {
    expect(service.stdout.split('\n').filter((line) => line.includes('"route":"/api/profiles/caller/:phoneNumber"')).length).toBeGreaterThan(2);
    for (const form of [NUMBER, OTHER_NUMBER].flatMap(formsOf)) expect(texts()).not.toContain(form);
  });

  it('no table of its database holds a number or a user in plain', async () => {
    const rows = await everyRow(service);
    expect([...rows.keys()]).toEqual(expect.arrayContaining(['profile_analytics.identity', 'profile_analytics.caller']));
    const found = [...rows].filter(([, texts_]) => [...[NUMBER, OTHER_NUMBER].flatMap(formsOf), 'private-user'].some((form) => texts_.some((text) => text.includes(form))));
    expect(found.map(([table]) => table)).toEqual([]);
    expect(rows.get('profile_analytics.identity')!.length).toBeGreaterThan(2);
  });

  it('no metric holds a number', async () => {
    const { text } = await request(service, 'GET', '/metrics');
    expect(text).toContain('events_accepted_total');
    for (const form of [NUMBER, OTHER_NUMBER].flatMap(formsOf)) expect(text).not.toContain(form);
  });

  it('after all that, nothing failed inside and it still counts', async () => {
    expect(service.stdout.split('\n').filter((line) => /"status":5\d\d|"level":"(?:error|fatal)"/.test(line))).toEqual([]);
    const before = (await system.get('/api/profiles/private-user')).body.calls.total as number;
    await system.send(call());
    await folded(service);
    expect((await system.get('/api/profiles/private-user')).body.calls.total).toBe(before + 1);
  });
});
