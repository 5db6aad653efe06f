import { send, type Reply } from './sender.js';

const destination = { url: 'http://localhost:3004', token: 't', fingerprint: 'f', service: '' };
const batch = { index: 7, first: 3501, lines: ['{"a":1}', '{"a":2}', 'oops'] };
const answers: (() => Response)[] = [];
const asked: { readonly url: string; readonly init: RequestInit }[] = [];

const json = (status: number, body: object, headers: Record<string, string> = {}) => (): Response => Response.json(body, { status, headers });
const away = (): Response => {
  throw new TypeError('fetch failed');
};

beforeEach(() => {
  jest.useFakeTimers({ now: 0, doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
  answers.length = 0;
  asked.length = 0;
  jest.spyOn(globalThis, 'fetch').mockImplementation(async (url, init = {}) => {
    asked.push({ url: (url as URL).href, init });
    return (answers.length > 1 ? answers.shift() : answers[0])?.() as Response;
  });
});
afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

/** What becomes of a batch, and after how many milliseconds. */
async function sent(): Promise<{ readonly reply?: Reply; readonly error?: { readonly code: string; readonly message: string }; readonly afterMs: number }> {
  const outcome = send(destination, batch).then((reply) => ({ reply, afterMs: Date.now() }), (error: { code: string; message: string }) => ({ error, afterMs: Date.now() }));
  await jest.advanceTimersByTimeAsync(200_000);
  return outcome;
}

describe('sending a batch', () => {
  it('is one request of lines, under a key that names file and batch', async () => {
    answers.push(json(202, { accepted: 2, rejected: [{ index: 2, code: 'event_invalid', errors: [] }] }));
    expect(await sent()).toMatchObject({ reply: { accepted: 2, rejected: [{ index: 2 }] }, afterMs: 0 });
    expect(asked).toMatchObject([{
      url: 'http://localhost:3004/api/realtime/events',
      init: { method: 'POST', body: '{"a":1}\n{"a":2}\noops', headers: { authorization: 'Bearer t', 'content-type': 'application/x-ndjson', 'idempotency-key': 'f/7' } },
    }]);
  });

  it('waits where the service is away or busy, longer each time, or as long as it is asked to', async () => {
    answers.push(away, away, json(503, {}), json(429, {}, { 'retry-after': '30' }), json(500, {}), json(202, { accepted: 3, rejected: [] }));
    expect(await sent()).toMatchObject({ reply: { accepted: 3 }, afterMs: 200 + 400 + 800 + 30_000 + 3200 });
    expect(asked).toHaveLength(6);
    expect(new Set(asked.map(({ init }) => JSON.stringify(init)))).toHaveProperty('size', 1);
  });

  it('gives up after two minutes', async () => {
    answers.push(away);
    const { error, afterMs } = await sent();
    expect(error).toMatchObject({ code: 'ingest_unreachable' });
    expect(afterMs).toBeGreaterThan(120_000);
  });

  it('takes a refusal of every line for an answer, each line with its own faults', async () => {
    answers.push(json(400, { code: 'event_invalid', errors: [{ path: '0.outcome', message: 'is required' }, { path: '2', message: 'is not valid JSON' }, { path: '0.userId', message: 'is required' }] }));
    expect((await sent()).reply).toEqual({
      accepted: 0,
      rejected: [
        { index: 0, errors: [{ path: 'outcome', message: 'is required' }, { path: 'userId', message: 'is required' }] },
        { index: 1, errors: [] },
        { index: 2, errors: [{ path: '', message: 'is not valid JSON' }] },
      ],
    });
  });

  it.each([[401, 'token_invalid'], [403, 'role_forbidden'], [413, 'body_too_large']])('does not go on after %i', async (status, code) => {
    answers.push(json(status, { code, detail: 'no' }));
    const { error } = await sent();
    expect(error).toMatchObject({ code: 'ingest_refused', detail: `the service refused the events (${status} ${code}): no` });
    expect(asked).toHaveLength(1);
  });
});
