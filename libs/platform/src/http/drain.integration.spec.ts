import { Agent, get as httpGet } from 'node:http';
import { DrainState } from './drain-state.js';
import { drain } from './drain.js';
import { closeGate, gate, startTinyApp, tokenFor } from './tiny-app.fixture.js';

interface Answer {
  readonly status: number | undefined;
  readonly connection: string | undefined;
}

function get(url: string, agent: Agent, bearer?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = bearer === undefined ? {} : { authorization: `Bearer ${bearer}` };
    httpGet(url, { agent, headers }, (answer) => answer.resume().on('end', () => resolve({ status: answer.statusCode, connection: answer.headers.connection }))).on('error', reject);
  });
}

describe('draining', () => {
  const agent = new Agent({ keepAlive: true });
  afterAll(() => agent.destroy());

  it('serves through the grace, closes connections, finishes what is in flight and then stops', async () => {
    const { app, origin } = await startTinyApp();
    const token = await tokenFor('u-1');
    const entered = closeGate();
    const slow = get(`${origin}/api/things/slow`, agent, token);
    await entered;
    expect(await get(`${origin}/api/things/open`, agent)).toEqual({ status: 200, connection: 'keep-alive' });
    const { signal } = app.get(DrainState);
    const ended = new Promise((resolve) => signal.addEventListener('abort', resolve));
    const drained = drain(app, { graceMs: 1000, capMs: 10_000 });
    await ended;
    expect(app.get(DrainState).draining).toBe(true);
    expect(await get(`${origin}/api/things/open`, agent)).toEqual({ status: 200, connection: 'close' });
    gate.open();
    expect(await slow).toEqual({ status: 200, connection: 'close' });
    await drained;
    await expect(get(`${origin}/api/things/open`, agent)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('cuts what outlives the cap', async () => {
    const { app, origin } = await startTinyApp();
    const entered = closeGate();
    const slow = get(`${origin}/api/things/slow`, agent, await tokenFor('u-1'));
    const cut = expect(slow).rejects.toMatchObject({ code: 'ECONNRESET' });
    await entered;
    await drain(app, { graceMs: 1, capMs: 1 });
    await cut;
    gate.open();
  });
});
