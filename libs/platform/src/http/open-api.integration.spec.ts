import { startTinyApp, tokenFor, type TinyApp } from './tiny-app.fixture.js';

interface Operation {
  readonly description: string;
  readonly security: object[];
  readonly responses: Record<string, { content?: Record<string, unknown> }>;
}

let tiny: TinyApp;
let paths: Record<string, Record<string, Operation>>;

beforeAll(async () => {
  tiny = await startTinyApp();
  paths = ((await (await fetch(`${tiny.origin}/api/docs-json`)).json()) as { paths: typeof paths }).paths;
});
afterAll(() => tiny.stop());

describe('the OpenAPI document', () => {
  it('says who may call, from the decorators alone', () => {
    expect(paths['/api/things/notes']?.['post']?.description).toBe('For a while.\n\nRequired role: user, admin.');
    expect(paths['/api/things/sibling']?.['get']?.description).toBe('Required role: system, admin.');
    expect(paths['/api/things/open']?.['get']).toMatchObject({ description: 'Required role: none, open to all.', security: [] });
    expect(paths['/api/things/notes']?.['post']?.security).toEqual([{ bearer: [] }]);
  });

  it('lists the problems of each route', () => {
    expect(Object.keys(paths['/api/things/notes']?.['post']?.responses ?? {})).toEqual(['400', '401', '403', '415', '429', '500']);
    expect(Object.keys(paths['/api/things/open']?.['get']?.responses ?? {})).toEqual(['200', '500']);
    expect(paths['/api/things/notes']?.['post']?.responses['415']?.content).toHaveProperty(['application/problem+json']);
  });

  it('holds no internal extension', () => {
    expect(JSON.stringify(paths)).not.toContain('x-access');
  });

  it('has a page of its own, scripts and all, without a token', async () => {
    const page = await fetch(`${tiny.origin}/api/docs`);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html') as string]);
    for (const asset of ['swagger-ui-init.js', 'swagger-ui-bundle.js', 'swagger-ui.css']) {
      expect([asset, (await fetch(`${tiny.origin}/api/docs/${asset}`)).status]).toEqual([asset, 200]);
    }
    expect(await (await fetch(`${tiny.origin}/api/docs/swagger-ui-init.js`)).text()).toContain('"persistAuthorization": true');
  });
});

describe('metrics', () => {
  it('time requests by pattern, and name no path that nobody serves', async () => {
    await fetch(`${tiny.origin}/api/things/of/%2B8613800138000`, { headers: { authorization: `Bearer ${await tokenFor('u-1')}` } });
    await fetch(`${tiny.origin}/api/8613800138000`);
    const text = await (await fetch(`${tiny.origin}/metrics`)).text();
    expect(text).toContain('http_request_duration_seconds_count{method="GET",route="/api/things/of/:userId",status="4xx"} 1');
    expect(text).toContain('http_request_duration_seconds_count{method="any",route="unmatched",status="4xx"} 1');
    expect(text).toMatch(/^nodejs_eventloop_lag_seconds /m);
    expect(text).not.toContain('8613800138000');
  });
});
