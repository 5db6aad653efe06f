import { request as httpRequest } from 'node:http';
import { DrainState } from './drain-state.js';
import { closeGate, gate, startTinyApp, tinySettings, tokenFor, type TinyApp } from './tiny-app.fixture.js';

let tiny: TinyApp;
let authorization: string;

beforeAll(async () => {
  tiny = await startTinyApp();
  authorization = `Bearer ${await tokenFor('u-1')}`;
});
afterAll(() => tiny.stop());

const TRACE = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

async function contextFor(headers: Record<string, string>): Promise<{ answer: Response; context: Record<string, string> }> {
  const answer = await fetch(`${tiny.origin}/api/things/context`, { headers: { authorization, ...headers } });
  return { answer, context: (await answer.json()) as Record<string, string> };
}

describe('request ids', () => {
  it('takes what it is given, returns it and hands it to the code behind', async () => {
    const { answer, context } = await contextFor({ 'x-request-id': 'a.B:9_-', traceparent: TRACE });
    expect(answer.headers.get('x-request-id')).toBe('a.B:9_-');
    expect(answer.headers.get('traceparent')).toBe(TRACE);
    expect(context).toEqual({ requestId: 'a.B:9_-', traceparent: TRACE, subject: 'u-1' });
    expect(tiny.lines.map((line) => JSON.parse(line) as object)).toContainEqual(expect.objectContaining({ msg: 'request', requestId: 'a.B:9_-', route: '/api/things/context', status: 200 }));
  });

  it.each([
    ['spaces', 'two words'],
    ['too long', 'x'.repeat(129)],
    ['none', ''],
  ])('makes its own for %s', async (_name, given) => {
    const { answer, context } = await contextFor({ 'x-request-id': given, traceparent: `00-${'0'.repeat(32)}-00f067aa0ba902b7-01` });
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(context['requestId']).toBe(answer.headers.get('x-request-id'));
    expect(context['traceparent']).toMatch(/^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-01$/);
  });

  it('keeps concurrent requests apart', async () => {
    const ids = Array.from({ length: 50 }, (_, index) => `id-${index}`);
    const seen = await Promise.all(ids.map(async (id) => (await contextFor({ 'x-request-id': id })).context['requestId']));
    expect(seen).toEqual(ids);
  });
});

describe('without an asynchronous context', () => {
  it('the ids are still at hand', async () => {
    const { origin, stop } = await startTinyApp({ asyncContext: false });
    const answer = await fetch(`${origin}/api/things/by-hand`, { headers: { authorization, 'x-request-id': 'r-9', traceparent: TRACE } });
    expect(await answer.json()).toEqual({ current: null, own: { requestId: 'r-9', traceparent: TRACE, subject: 'u-1' } });
    await stop();
  });
});

describe('a client that leaves', () => {
  it('is counted, and forgotten', async () => {
    const entered = closeGate();
    const leaving = new AbortController();
    const gone = expect(fetch(`${tiny.origin}/api/things/slow`, { headers: { authorization }, signal: leaving.signal })).rejects.toThrow('aborted');
    await entered;
    const { inFlight } = tiny.app.get(DrainState);
    leaving.abort();
    await gone;
    const left = (): boolean => tiny.lines.some((line) => line.includes('"route":"/api/things/slow","status":499'));
    while (!left()) await new Promise((resolve) => setImmediate(resolve));
    expect(tiny.app.get(DrainState).inFlight).toBe(inFlight - 1);
    gate.open();
  });
});

describe('the versioned alias', () => {
  it('answers like the plain path', async () => {
    const [plain, versioned] = await Promise.all(['/api/things/open', '/api/v1/things/open?x=1'].map((path) => fetch(`${tiny.origin}${path}`)));
    expect([plain?.status, versioned?.status]).toEqual([200, 200]);
    expect(await versioned?.json()).toEqual(await plain?.json());
  });

  it('asks for the same token', async () => {
    expect((await fetch(`${tiny.origin}/api/v1/things/context`)).status).toBe(401);
  });
});

describe('a body of a stranger', () => {
  it('is refused before it has arrived', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'content-length': 1_000_000 };
      const sending = httpRequest(`${tiny.origin}/api/things/notes`, { method: 'POST', headers }, (answer) => {
        resolve(answer.statusCode);
        sending.destroy();
      });
      sending.on('error', reject);
      sending.write('{"text":"');
    });
    expect(status).toBe(401);
  });
});

describe('rate limits', () => {
  let limited: TinyApp;
  const ask = async (path: string, bearer?: string): Promise<Response> =>
    fetch(`${limited.origin}${path}`, bearer === undefined ? {} : { headers: { authorization: `Bearer ${bearer}` } });

  beforeEach(async () => {
    limited = await startTinyApp({ settings: tinySettings({ RATE_LIMIT_MAX: '2', RATE_LIMIT_WINDOW: '60000' }) });
  });
  afterEach(() => limited.stop());

  it('counts by subject, says what is left and refuses the rest', async () => {
    const [mine, other] = [await tokenFor('u-1'), await tokenFor('u-2')];
    const first = await ask('/api/things/context', mine);
    expect(first.headers.get('ratelimit-policy')).toBe('"default";q=2;w=60');
    expect(first.headers.get('ratelimit')).toMatch(/^"default";r=1;t=\d\d$/);
    expect((await ask('/api/things/context', mine)).headers.get('ratelimit')).toMatch(/;r=0;/);
    const refused = await ask('/api/things/context', mine);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ code: 'rate_limited', status: 429 });
    expect((await ask('/api/things/context', other)).status).toBe(200);
  });

  it('spares siblings and open routes', async () => {
    const system = await tokenFor('gateway', 'system');
    const answers = [];
    for (let round = 0; round < 4; round++) answers.push(await ask('/api/things/sibling', system), await ask('/api/things/open'), await ask('/metrics'));
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 200));
    expect(answers[0]?.headers.get('ratelimit')).toBeNull();
  });

  it('counts refused tokens and unknown paths by address', async () => {
    expect((await ask('/api/things/context')).status).toBe(401);
    expect((await ask('/api/elsewhere')).status).toBe(404);
    expect((await ask('/api/things/context', 'not-a-token')).status).toBe(429);
    expect((await ask('/api/elsewhere')).status).toBe(429);
    expect((await ask('/api/things/context', await tokenFor('u-1'))).status).toBe(200);
  });
});
