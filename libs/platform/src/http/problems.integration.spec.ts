import { connect } from 'node:net';
import { once } from 'node:events';
import { startTinyApp, tokenFor, type TinyApp } from './tiny-app.fixture.js';

let tiny: TinyApp;
let token: string;

beforeAll(async () => {
  tiny = await startTinyApp();
  token = await tokenFor('u-1');
});
afterAll(() => tiny.stop());

interface Problem {
  readonly code: string;
  readonly status: number;
  readonly requestId: string;
  readonly errors?: { path: string; message: string }[];
}

function ask(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${tiny.origin}${path}`, { ...init, headers: { authorization: `Bearer ${token}`, ...(init.headers as Record<string, string>) } });
}

function post(path: string, body: string | Uint8Array<ArrayBuffer>, type = 'application/json'): Promise<Response> {
  return ask(path, { method: 'POST', body, headers: { 'content-type': type } });
}

async function problemOf(response: Response): Promise<Problem> {
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  const problem = (await response.json()) as Problem & { type: string; instance: string };
  expect(problem).toMatchObject({ type: `urn:problem:${problem.code}`, status: response.status, instance: `urn:request:${problem.requestId}` });
  expect(response.headers.get('x-request-id')).toBe(problem.requestId);
  return problem;
}

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

describe('bodies', () => {
  it.each<[string, string | Uint8Array<ArrayBuffer>, string | undefined, number, string]>([
    ['malformed JSON', '{"text":', undefined, 400, 'json_malformed'],
    ['a byte order mark', '\uFEFF{"text":"a"}', undefined, 400, 'json_malformed'],
    ['bad UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), undefined, 400, 'encoding_invalid'],
    ['too deep', nested(33), undefined, 400, 'json_too_deep'],
    ['NUL', '{"text":"a\\u0000"}', undefined, 400, 'text_unsafe'],
    ['a lone surrogate', '{"text":"\\ud800"}', undefined, 400, 'text_unsafe'],
    ['an empty body', '', undefined, 400, 'body_missing'],
    ['a form', 'text=a', 'application/x-www-form-urlencoded', 415, 'media_type_unsupported'],
    ['plain text', 'text', 'text/plain', 415, 'media_type_unsupported'],
    ['NDJSON where JSON is read', '{}', 'application/x-ndjson', 415, 'media_type_unsupported'],
    ['a nameless type', '{}', 'nonsense', 415, 'media_type_unsupported'],
    ['over 2 MiB', `"${'x'.repeat(2 * 1024 * 1024)}"`, undefined, 413, 'body_too_large'],
    ['an array for an object', '[]', undefined, 400, 'input_invalid'],
    ['null for an object', 'null', undefined, 400, 'input_invalid'],
    ['a number for an object', '5', undefined, 400, 'input_invalid'],
  ])('%s', async (_name, body, type, status, code) => {
    const response = await post('/api/things/notes', body, type);
    expect(response.status).toBe(status);
    expect((await problemOf(response)).code).toBe(code);
  });

  it('names each fault of a DTO and coerces nothing', async () => {
    const problem = await problemOf(await post('/api/things/notes', '{"text":5,"stars":"3","more":1}'));
    expect(problem.code).toBe('input_invalid');
    expect(problem.errors?.map(({ path }) => path).sort()).toEqual(['more', 'stars', 'text']);
  });

  it('takes a null for no field left out', async () => {
    const problem = await problemOf(await post('/api/things/notes', '{"text":"a","stars":null}'));
    expect(problem).toMatchObject({ status: 400, code: 'input_invalid', errors: [{ path: 'stars' }] });
  });

  it('refuses what a route would not read', async () => {
    const remove = (body: string): Promise<Response> => ask('/api/things/7', { method: 'DELETE', body, headers: { 'content-type': 'application/json' } });
    expect(await problemOf(await remove('{"x":1,"y":2}'))).toMatchObject({ status: 400, code: 'input_invalid', errors: [{ path: 'x' }, { path: 'y' }] });
    expect(await problemOf(await remove('[1]'))).toMatchObject({ errors: [{ path: 'body', message: 'must be empty' }] });
    expect(await (await remove('{}')).json()).toEqual({ id: '7' });
  });

  it('are answered with what nobody on the way keeps', async () => {
    const answers = await Promise.all(['/api/things/page', '/api/things/fails/conflict'].map((path) => ask(path)));
    expect(answers.map(({ headers }) => headers.get('cache-control'))).toEqual(['no-store', 'no-store']);
  });

  it('refuses unknown query keys', async () => {
    expect(await problemOf(await ask('/api/things/page?page=3'))).toMatchObject({ code: 'input_invalid', errors: [{ path: 'page' }] });
  });

  it('reads JSON at the depth limit, with a charset, and good notes', async () => {
    expect(await (await post('/api/things/loose', nested(32), 'application/json; charset=utf-8')).json()).toEqual({ body: JSON.parse(nested(32)) });
    expect(await (await post('/api/things/notes', '{"text":"好"}')).json()).toEqual({ text: '好' });
  });

  it('keeps a limit of its own where a route has one', async () => {
    expect((await problemOf(await post('/api/things/loose', `"${'x'.repeat(63)}"`))).code).toBe('body_too_large');
  });

  it('hands bytes over unread where a route reads them itself', async () => {
    const bytes = Buffer.from([0x7b, 0xff, 0x0a]);
    expect(await (await post('/api/things/raw', bytes, 'Application/X-NDJSON; charset=utf-8')).json()).toEqual({ mediaType: 'application/x-ndjson', hex: '7bff0a' });
    expect((await problemOf(await post('/api/things/raw', ''))).code).toBe('body_missing');
    expect((await problemOf(await post('/api/things/raw', '{}', 'application/cloudevents+json'))).code).toBe('media_type_unsupported');
    expect((await problemOf(await ask('/api/things/raw', { method: 'POST' }))).code).toBe('body_missing');
  });

  it('does not read compressed bodies', async () => {
    const response = await ask('/api/things/notes', { method: 'POST', body: 'x', headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' } });
    expect((await problemOf(response)).code).toBe('media_type_unsupported');
  });
});

describe('routes and failures', () => {
  it.each<[string, string, number, string]>([
    ['unknown route', '/api/nothing', 404, 'route_unknown'],
    ['unknown thing', '/api/things/fails/other', 404, 'thing_unknown'],
    ['conflict', '/api/things/fails/conflict', 409, 'name_taken'],
    ['malformed escape', '/%zz', 400, 'url_malformed'],
    ['malformed escape behind a known path', '/api/things/fails/%E0%A4', 400, 'url_malformed'],
    ['NUL in the path', '/api/things/of/%00', 400, 'text_unsafe'],
    ['NUL in the query', '/api/things/page?cursor=%00', 400, 'text_unsafe'],
    ['endless path part', `/api/things/of/${'x'.repeat(400)}`, 414, 'url_too_long'],
  ])('%s', async (_name, path, status, code) => {
    const response = await ask(path);
    expect(response.status).toBe(status);
    expect((await problemOf(response)).code).toBe(code);
  });

  it('tells a wrong method from a wrong path', async () => {
    const response = await ask('/api/things/notes', { method: 'PUT', body: '{', headers: { 'content-type': 'application/json' } });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('DELETE, POST');
    expect((await problemOf(response)).code).toBe('method_not_allowed');
  });

  it('says when to come back', async () => {
    const response = await ask('/api/things/fails/unavailable');
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('3');
    expect((await problemOf(response)).code).toBe('store_away');
  });

  it('hides its own faults but logs them with their stack, numbers masked', async () => {
    const response = await ask('/api/things/fails/number', { headers: { 'x-request-id': 'fault-1' } });
    const text = await response.clone().text();
    expect(await problemOf(response)).toMatchObject({ status: 500, code: 'internal_error', requestId: 'fault-1' });
    expect(text).not.toMatch(/no row|138/);
    const logged = tiny.lines.map((line) => JSON.parse(line) as Record<string, unknown>).find((line) => line['requestId'] === 'fault-1' && line['level'] === 'error');
    expect(logged).toMatchObject({ route: '/api/things/fails/:how', error: { message: 'no row for [number]', stack: expect.stringContaining('tiny-app') as string } });
  });

  it('keeps numbers in paths out of the log', async () => {
    await ask('/api/things/of/%2B8613800138000?number=%2B8613900139000');
    await ask('/nowhere/%2B8613800138000');
    await ask('/nowhere/%2B8613800138000/%zz');
    await ask('/api/things/of/+86%20138%200013%208000');
    expect(tiny.lines.join('')).not.toMatch(/1380013|1390013|138%200013/);
    expect(tiny.lines.some((line) => line.includes('"/api/things/of/:userId"'))).toBe(true);
  });
});

describe('below HTTP', () => {
  async function speak(text: string): Promise<string> {
    const socket = connect(Number(new URL(tiny.origin).port), '127.0.0.1');
    let answer = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk));
    socket.write(text);
    await once(socket, 'close');
    return answer;
  }

  it.each([
    ['endless header fields', `GET / HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`, 431, 'headers_too_large'],
    ['no HTTP', 'HELLO\r\n\r\n', 400, 'request_malformed'],
  ])('%s', async (_name, text, status, code) => {
    const [head, body] = (await speak(text)).split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(head).toContain('content-type: application/problem+json');
    expect(JSON.parse(body ?? '')).toMatchObject({ status, code });
  });
});
