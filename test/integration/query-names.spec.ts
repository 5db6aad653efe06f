import type { TokenSpec } from '#platform/auth';
import { bearer } from './booted-app.fixture.js';
import { ModelService } from './model-service.fixture.js';

interface Operation {
  /** Empty where no token is asked for. */
  readonly security: readonly object[];
}

const SAMPLES: Readonly<Record<string, string>> = { userId: 'u-1', phoneNumber: '%2B8613800138000', name: 'spam_classifier', version: '1', prefix: '0' };

let service: ModelService;
let routes: readonly { readonly method: string; readonly path: string; readonly isOpen: boolean }[];
beforeAll(async () => {
  service = await ModelService.start();
  const { paths } = (await (await fetch(`${service.api.origin}/api/docs-json`)).json()) as { paths: Record<string, Record<string, Operation>> };
  routes = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ method: method.toUpperCase(), path: path.replace(/\{(\w+)\}/g, (_, name: string) => SAMPLES[name] ?? 'x'), isOpen: operation.security.length === 0 })),
  );
});
afterAll(() => service.stop());

async function ask(method: string, path: string, role: TokenSpec['role'], subject = 'u-1'): Promise<{ readonly status: number; readonly body: Record<string, unknown> }> {
  const sent = method === 'POST' || method === 'PUT' ? { body: '{}', headers: { ...(await bearer(role, subject)), 'content-type': 'application/json' } } : { headers: await bearer(role, subject) };
  const answer = await fetch(`${service.api.origin}${path}`, { method, ...sent });
  const text = await answer.text();
  return { status: answer.status, body: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {} };
}

it('no route takes a parameter that it does not know', async () => {
  const closed = routes.filter(({ isOpen }) => !isOpen);
  expect(closed.length).toBeGreaterThan(40);
  for (const { method, path } of closed) {
    const { status, body } = await ask(method, `${path}?nope=1`, 'admin');
    expect({ method, path, status, body }).toMatchObject({ method, path, status: 400, body: { code: 'input_invalid', errors: [{ path: 'nope', message: expect.stringContaining('not a parameter') as string }] } });
  }
});

it.each([['nope[a]=1', 'nope'], ['nope[]=1&nope[]=2', 'nope'], ['[a]=1', ''], ['7[a]=1', '']])('%s names %j', async (query, path) => {
  expect((await ask('GET', `/api/callers?${query}`, 'admin')).body).toMatchObject({ code: 'input_invalid', errors: [{ path }] });
});

it('what a probe, a scrape or a page of a plugin is asked with does not matter', async () => {
  const open = routes.filter(({ isOpen }) => isOpen).map(({ path }) => path);
  expect(open).toEqual(expect.arrayContaining(['/health/live', '/metrics']));
  for (const path of [...open, '/api/docs', '/api/docs-json']) expect([path, (await ask('GET', `${path}?nope=1`, 'user')).status]).toEqual([path, 200]);
  expect((await ask('GET', '/api/admin/queues/?nope=1', 'admin')).status).toBe((await ask('GET', '/api/admin/queues/', 'admin')).status);
});

it.each([
  ['a misspelt name', '?asof=2026-03-02T10:00:00Z', 'asof'], ['two values', '?asOf=2026-03-02T10:00:00Z&asOf=2026-03-01T10:00:00Z', 'asOf'],
  ['a name that could be a number', '?%2B8613900139000=1', ''], ['one that every object has', '?constructor=1', 'constructor'], ['an empty name', '?=1', ''],
])('%s of a parameter is refused', async (_name, query, path) => {
  expect(await ask('GET', `/api/profiles/caller/%2B8613800138000${query}`, 'system')).toMatchObject({ status: 400, body: { code: 'input_invalid', errors: [{ path }] } });
});

it('role and own id come first', async () => {
  expect(await ask('GET', '/api/callers?nope=1', 'user')).toMatchObject({ status: 403, body: { code: 'forbidden_role' } });
  expect(await ask('GET', '/api/profiles/u-2/what-if?nope=1', 'user')).toMatchObject({ status: 403, body: { code: 'forbidden_user' } });
  expect(await ask('GET', '/api/profiles/caller/%2B8613800138000?userId=u-2&nope=1', 'user')).toMatchObject({ status: 403, body: { code: 'forbidden_user' } });
});
