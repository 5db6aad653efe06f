import { AppError, type ErrorKind } from '#kernel';
import { decodeCursor, encodeCursor } from './cursor.js';
import { describeClientError, describeFailure } from './describe-failure.js';
import { problemHeaders } from './problem.js';
import { rateLimitHeaders } from './rate-limiter.js';
import { requestIdOf, traceparentOf } from './request-ids.js';
import { RouteTable } from './route-table.js';
import { unversioned } from './server-options.js';

describe('failures', () => {
  it.each<[ErrorKind, number]>([
    ['invalid', 400],
    ['unauthenticated', 401],
    ['forbidden', 403],
    ['not-found', 404],
    ['not-acceptable', 406],
    ['conflict', 409],
    ['too-large', 413],
    ['unsupported', 415],
    ['rate-limited', 429],
    ['unavailable', 503],
  ])('%s is %i', (kind, status) => expect(describeFailure(new AppError('a_code', kind, 'why'))).toMatchObject({ status, code: 'a_code', detail: 'why' }));

  it('always says when to retry what may be retried', () => {
    expect(problemHeaders(describeFailure(new AppError('x', 'unavailable', 'x')))).toMatchObject({ 'retry-after': '1' });
    expect(problemHeaders(describeFailure(new AppError('x', 'rate-limited', 'x', { retryAfterSeconds: 0.2 })))).toMatchObject({ 'retry-after': '1' });
    expect(problemHeaders(describeFailure(new AppError('x', 'conflict', 'x')))).not.toHaveProperty('retry-after');
  });

  it.each([['an error', new Error('secret')], ['a text', 'secret'], ['nothing', undefined], ['null', null]])('tells nothing of %s', (_name, thrown) => {
    const failure = describeFailure(thrown);
    expect(failure).toMatchObject({ status: 500, code: 'internal_error', unexpected: true });
    expect(failure.detail).not.toContain('secret');
  });

  it('knows slow senders', () => expect(describeClientError('ERR_HTTP_REQUEST_TIMEOUT').status).toBe(408));
});

describe('cursors', () => {
  const isPlace = (value: unknown): value is [string, number] => Array.isArray(value) && typeof value[1] === 'number';

  it('come back as they went', () => expect(decodeCursor(encodeCursor(['好', 7]), isPlace)).toEqual(['好', 7]));

  it('are good for the filters they were handed out under alone, whatever their order', () => {
    const cursor = encodeCursor(['a', 7], { state: 'open', userId: 'u-1', from: undefined });
    expect(decodeCursor(cursor, isPlace, { userId: 'u-1', state: 'open' })).toEqual(['a', 7]);
    for (const filters of [{}, { state: 'open' }, { state: 'closed', userId: 'u-1' }, { state: 'open', userId: 'u-2' }]) {
      expect(() => decodeCursor(cursor, isPlace, filters)).toThrow(expect.objectContaining({ code: 'cursor_invalid' }));
    }
  });

  it.each([['empty', ''], ['other letters', 'a+b/='], ['no JSON', encodeCursor('').slice(1)], ['another shape', encodeCursor({ a: 1 })], ['too long', 'A'.repeat(2049)]])('are refused: %s', (_name, cursor) => {
    expect(() => decodeCursor(cursor, isPlace)).toThrow(expect.objectContaining({ code: 'cursor_invalid', kind: 'invalid' }));
  });
});

describe('ids', () => {
  it.each([['repeated', ['a', 'b']], ['a line end', 'a\n'], ['a slash', 'a/b']])('makes its own request id for one that is %s', (_name, given) => {
    expect(requestIdOf({ 'x-request-id': given })).toMatch(/^[0-9a-f]{8}-/);
  });

  it.each([['version ff', `ff-${'a'.repeat(32)}-${'b'.repeat(16)}-01`], ['capitals', `00-${'A'.repeat(32)}-${'b'.repeat(16)}-01`], ['no span', `00-${'a'.repeat(32)}-${'0'.repeat(16)}-01`]])(
    'makes its own traceparent for %s',
    (_name, given) => expect(traceparentOf({ traceparent: given })).not.toBe(given),
  );

  it('never makes the same trace twice, across refills', () => {
    const made = Array.from({ length: 1000 }, () => traceparentOf({}));
    expect(new Set(made).size).toBe(1000);
    expect(made.every((traceparent) => /^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/.test(traceparent))).toBe(true);
  });
});

describe('paths', () => {
  it.each([
    ['/api/v1/x?y=1', '/api/x?y=1'],
    ['/api/v1', '/api'],
    ['/api/v1?x', '/api?x'],
    ['/api/v10/x', '/api/v10/x'],
    ['/api/x/api/v1/y', '/api/x/api/v1/y'],
    ['/health', '/health'],
  ])('%s is served as %s', (url, expected) => expect(unversioned(url)).toBe(expected));

  it('know their methods', () => {
    const routes = new RouteTable();
    routes.add(['GET', 'HEAD'], '/api/things/:id');
    routes.add(['POST'], '/api/things/:id');
    routes.add(['PUT'], '/api/th.ngs/*');
    expect(routes.methodsAt('/api/things/7?x=/')).toEqual(['GET', 'HEAD', 'POST']);
    expect(routes.methodsAt('/api/th.ngs/a/b')).toEqual(['PUT']);
    expect(routes.methodsAt('/api/things/7/more')).toEqual([]);
    expect(routes.methodsAt('/x/api/things/7')).toEqual([]);
  });
});

it('rounds rate limits up to seconds', () => {
  expect(rateLimitHeaders({ max: 10, windowMs: 1500 }, { allowed: true, remaining: 3, resetMs: 1 })).toEqual({ 'ratelimit-policy': '"default";q=10;w=2', ratelimit: '"default";r=3;t=1' });
});
