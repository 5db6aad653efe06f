import { ModelService } from './model-service.fixture.js';

const NUMBER = '+8613800138000';
const TIME = '2026-03-02T10:00:00+08:00';
const POLL_MS = 50;

let service: ModelService;
beforeAll(async () => {
  service = await ModelService.start();
});
afterAll(() => service.stop());

const path = (written: string): string => `/api/profiles/caller/${encodeURIComponent(written)}`;
const verdict = (written: string, query = '') => service.ask('GET', `${path(written)}${query}`, undefined, 'system');
const send = (...events: object[]) => service.ask('POST', '/api/realtime/events', events, 'system');
const call = (callerPhone: unknown, userId = 'u-1') => ({ type: 'call', userId, callerPhone, outcome: 'missed', timestamp: TIME });

describe('the verdict on', () => {
  it.each([
    ['a number in full', NUMBER, NUMBER, 'mobile'],
    ['a number in the national form', '138 0013 8000', NUMBER, 'mobile'],
    ['a SIP address', 'sip:+8613800138000@ims.mnc000.mcc460.3gppnetwork.org;user=phone', NUMBER, 'mobile'],
    ['a tel address', 'tel:+86-138-0013-8000', NUMBER, 'mobile'],
    ['a short code', '95588', '+8695588', 'service'],
    ['a number that the plan does not have', '+12005550143', '+12005550143', 'unassigned'],
    ['a withheld number', 'anonymous', 'anonymous', 'withheld'],
    ['a withheld number in Chinese', '未知', 'anonymous', 'withheld'],
    ['a withheld number in a SIP address', 'sip:anonymous@anonymous.invalid', 'anonymous', 'withheld'],
    ['blanks', ' ', 'anonymous', 'withheld'],
  ])('%s is given', async (_name, written, phoneNumber, numberType) => {
    expect(await verdict(written)).toMatchObject({ status: 200, body: { phoneNumber, numberType, verdict: 'unknown', spamProbability: null, recommendedAction: 'screen', decidedBy: 'strategy:moderate' } });
  });

  it('a withheld number says all that is known: nothing', async () => {
    const nothing = { callsPerDay: null, answerRate: null, averageDurationSeconds: null, persistence: null, aggression: null };
    expect((await verdict('anonymous')).body).toMatchObject({
      country: null, number: { valid: null, service: null }, probabilityInterval: null, score: null, category: null, reasons: [],
      evidence: { calls: 0, users: 0, reporters: 0, firstSeen: null, lastSeen: null }, behavior: nothing, network: { number: null, range: null, related: [], campaign: null },
    });
    expect((await verdict('anonymous', '?asOf=2026-03-02T10:00:00Z')).body).toMatchObject({ phoneNumber: 'anonymous', asOf: '2026-03-02T10:00:00.000Z' });
  });

  it.each([
    ['malformed', 'alice', 'input_invalid'], ['of one digit', '1', 'input_invalid'], ['impossible', '+12025550', 'input_invalid'], ['a short code nobody has', '1001', 'input_invalid'],
    ['of forty digits', '1'.repeat(40), 'input_invalid'], ['a SIP address without a number', 'sip:alice@example.com', 'number_unsupported'], ['an extension of a private exchange', 'sip:1001@pbx.example.com', 'number_unsupported'],
  ])('what is %s is refused', async (_name, written, code) => {
    expect(await verdict(written)).toMatchObject({ status: 400, body: { code, errors: [{ path: 'phoneNumber', message: expect.any(String) as string }] } });
  });

  it('what is too long for a path is refused as a path', async () => expect(await verdict('1'.repeat(400))).toMatchObject({ status: 414 }));

  it('a moment to come is refused', async () => {
    const ahead = new Date(Date.now() + 60_000).toISOString();
    for (const written of [NUMBER, 'anonymous']) expect(await verdict(written, `?asOf=${ahead}`)).toMatchObject({ status: 400, body: { code: 'input_invalid', errors: [{ path: 'asOf' }] } });
  });
});

describe('feedback', () => {
  const say = (written: string) => service.ask('POST', `${path(written)}/feedback`, { userId: 'u-1', label: 'spam' }, 'system');

  it.each([['a number in a SIP address', 'sip:+8613900139000@example.com'], ['a short code', '95588']])('on %s is taken', async (_name, written) => {
    expect(await say(written)).toMatchObject({ status: 201, body: { id: expect.any(String) as string } });
  });

  it.each([['a withheld number', 'anonymous', 'number_withheld'], ['a name', 'alice', 'input_invalid'], ['a SIP address without a number', 'sip:alice@example.com', 'number_unsupported']])('on %s is refused', async (_name, written, code) => {
    expect(await say(written)).toMatchObject({ status: 400, body: { code, errors: [{ path: 'phoneNumber' }] } });
  });

  it.each<[string, number]>([['not_spam', 400], ['spam', 201], ['unsure', 201]])('%s with a category of spam', async (label, status) => {
    const answer = await service.ask('POST', `${path(NUMBER)}/feedback`, { userId: 'u-1', label, category: 'loan' }, 'system');
    expect(answer).toMatchObject(status === 400 ? { status, body: { code: 'input_invalid', errors: [{ path: 'category' }] } } : { status });
  });

  it('with a NUL in the number is refused at the door', async () => {
    const answer = await service.ask<object>('POST', `${path('+861380013\u0000')}/feedback`, { userId: 'u-1', label: 'spam' }, 'system');
    expect(answer).toMatchObject({ status: 400, body: { code: 'text_unsafe' } });
    expect(answer.body).not.toHaveProperty('errors');
  });
});

describe('events', () => {
  it('from withheld numbers are kept, count for their user and for no caller', async () => {
    const shown = ['anonymous', '', 'Private', '未知号码', 'sip:anonymous@anonymous.invalid', '+8613700137000', 'sip:+8613700137000@example.com'];
    expect(await send(...shown.map((written) => call(written, 'u-withheld')))).toEqual({ status: 202, body: { accepted: 7, rejected: [] } });
    const calls = async () => (await service.ask<{ calls?: object }>('GET', '/api/profiles/u-withheld', undefined, 'system')).body.calls as { total: number } | undefined;
    while ((await calls())?.total !== 7) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    expect(await calls()).toMatchObject({ total: 7, incoming: 7, missed: 7, spam: 0 });
    expect((await verdict('+8613700137000')).body).toMatchObject({ evidence: { calls: 2, users: 1 } });
    expect((await verdict('anonymous')).body).toMatchObject({ evidence: { calls: 0, users: 0 } });
    const [counts] = await service.db.query<Record<string, number>>(`
      SELECT (SELECT count(*)::int FROM event WHERE direction IS NOT NULL AND subject_id IS NULL) AS withheld,
        (SELECT count(*)::int FROM caller WHERE caller_id = 0) AS callers, (SELECT count(*)::int FROM caller_user WHERE caller_id = 0) AS pairs`);
    expect(counts).toEqual({ withheld: 5, callers: 0, pairs: 0 });
  });

  it.each([['a name', 'alice'], ['forty digits', '1'.repeat(40)], ['an impossible number', '+12025550'], ['a SIP address without a number', 'sip:alice@example.com'], ['null', null], ['a number as a number', 13_800_138_000]])(
    'of %s are refused, naming the field', async (_name, callerPhone) => {
      expect(await send(call(callerPhone), call(NUMBER))).toMatchObject({ status: 202, body: { accepted: 1, rejected: [{ index: 0, code: 'event_invalid', errors: [{ path: 'callerPhone', message: expect.any(String) as string }] }] } });
    });
});
