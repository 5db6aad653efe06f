import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bootApi, settingsFor } from './booted-app.fixture.js';
import { TestServer } from './postgres.fixture.js';

/*
 * The document as it was agreed on. After a change that is meant:
 *   WRITE_GOLDEN=1 node node_modules/jest/bin/jest.js --selectProjects integration -- test/integration/open-api.spec.ts
 */
const GOLDEN = join(__dirname, '../golden/openapi.json');

interface Operation {
  readonly summary?: string;
  readonly description?: string;
  readonly security?: readonly object[];
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
}

let server: TestServer;
let document: { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };
let routes: readonly (readonly [route: string, operation: Operation])[];

beforeAll(async () => {
  server = await TestServer.start();
  const api = await bootApi(settingsFor((await server.migrated()).url));
  document = (await (await fetch(`${api.origin}/api/docs-json`)).json()) as typeof document;
  routes = Object.entries(document.paths).flatMap(([path, operations]) => Object.entries(operations).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const));
  await api.stop();
  if (process.env['WRITE_GOLDEN'] === '1') writeFileSync(GOLDEN, `${JSON.stringify(document, null, 2)}\n`);
});
afterAll(() => server.stop());

describe('the OpenAPI document', () => {
  it('is the one that was agreed on', () => expect(document).toEqual(JSON.parse(readFileSync(GOLDEN, 'utf8'))));

  it('has the routes of the contract', () => {
    expect(routes.map(([route]) => route)).toEqual(expect.arrayContaining([
      'POST /api/realtime/events', 'POST /api/profiles/interactions', 'GET /api/realtime/metrics', 'GET /api/realtime/processors', 'GET /api/realtime/dead-letters',
      'POST /api/realtime/dead-letters/{id}/replay', 'GET /api/profiles/caller/{phoneNumber}', 'POST /api/profiles/caller/{phoneNumber}/feedback', 'GET /api/profiles/{userId}',
      'PUT /api/profiles/{userId}/preferences', 'GET /health', 'GET /health/live', 'GET /health/ready', 'GET /metrics',
    ]));
  });

  it('gives every route a summary and the role it wants', () => {
    const lacking = routes.filter(([, { summary = '', description = '' }]) => summary.length < 5 || !/Required role: .+\./.test(description));
    expect(lacking.map(([route]) => route)).toEqual([]);
  });

  it('gives every route its errors, as problems, and those behind a token the ones of tokens and limits', () => {
    for (const [route, { responses, security = [] }] of routes) {
      const errors = Object.entries(responses).filter(([status]) => Number(status) >= 400);
      const wanted = security.length > 0 ? ['401', '403', '429', '500'] : ['500'];
      expect([route, errors.map(([status]) => status)]).toEqual([route, expect.arrayContaining(wanted)]);
      for (const [status, { content = {} }] of errors) expect([route, status, Object.keys(content)]).toEqual([route, status, ['application/problem+json']]);
    }
  });

  it('tells no moment as a number: what is in milliseconds is a length of time', () => {
    const names = Array.from(JSON.stringify(document).matchAll(/"(\w+(?:Ms|Millis|Epoch))":\{/g), ([, name]) => name);
    expect([...new Set(names)]).toEqual(['latencyMs']);
  });

  it('gives every route a good answer, and every body an example', () => {
    for (const [route, operation] of routes) {
      expect([route, Object.keys(operation.responses).filter((status) => status.startsWith('2')).length]).toEqual([route, 1]);
      const body = (operation as { requestBody?: { content: Record<string, { schema?: { $ref?: string }; examples?: object }> } }).requestBody;
      for (const { examples, schema } of Object.values(body?.content ?? {})) expect([route, Object.keys(examples ?? {}).length > 0 || schema?.$ref !== undefined]).toEqual([route, true]);
    }
  });
});
