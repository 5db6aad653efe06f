import { ModelService, type Answer } from './model-service.fixture.js';

interface Verdict {
  readonly verdict: string;
  readonly recommendedAction: string;
  readonly falseBlockBound: number | null;
  readonly behavior: { readonly oneRing: number | null; readonly neighbourSpoofing: number | null };
  readonly reasons: readonly { readonly code: string; readonly part: string }[];
  readonly counterfactual: null | {
    readonly verdict: string; readonly verdictAfter: string | null; readonly restsOn: readonly string[];
    readonly changes: readonly { readonly what: string; readonly from: number; readonly to: number }[];
    readonly action: { readonly action: string; readonly actionAfter: string | null };
  };
  readonly modelExplanation: null | { readonly base: number; readonly output: number; readonly contributions: readonly { readonly contribution: number }[] };
}

const NUMBER = '+8613800138000';
const POLL_MS = 50;

let service: ModelService;
beforeAll(async () => {
  service = await ModelService.start();
});
afterAll(() => service.stop());

const path = (query: string): string => `/api/profiles/caller/${encodeURIComponent(NUMBER)}?${query}`;
const verdict = (query: string): Promise<Answer<Verdict>> => service.ask<Verdict>('GET', path(query), undefined, 'system');

async function until(query: string, isDone: (value: Verdict) => boolean): Promise<Verdict> {
  for (;;) {
    const { body } = await verdict(query);
    if (isDone(body)) return body;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** A one-ring caller: it reaches forty users, and only the first of them is given time to answer. */
async function fold(): Promise<Verdict> {
  const events = Array.from({ length: 40 }, (_, index) => ({
    userId: `u-${index + 1}`, timestamp: new Date(Date.now() - (index + 1) * 600_000).toISOString(), callerPhone: NUMBER, callType: 'incoming', outcome: 'missed', metadata: { ringSeconds: index === 0 ? 20 : 1 },
  }));
  expect((await service.ask('POST', '/api/realtime/events', events)).status).toBe(202);
  return until('userId=u-1', ({ behavior }) => behavior.oneRing === 39 / 40);
}

it('can be argued with', async () => {
  const plain = await fold();
  expect(plain).toMatchObject({ verdict: 'spam', counterfactual: null, modelExplanation: null });
  expect(plain.falseBlockBound).toBeLessThanOrEqual(0.001);
  expect(plain.reasons).toContainEqual(expect.objectContaining({ code: 'one_ring', part: 'behaviour' }));

  const { counterfactual, modelExplanation } = (await verdict('userId=u-1&explain=counterfactual,model')).body;
  expect(counterfactual).toMatchObject({ verdict: 'spam', action: { action: plain.recommendedAction } });
  expect([counterfactual?.verdictAfter, counterfactual?.action.actionAfter]).not.toContain(null);
  expect(counterfactual?.verdictAfter).not.toBe('spam');
  expect(counterfactual?.restsOn).toContain('behaviour');
  const parts = modelExplanation?.contributions.reduce((sum, { contribution }) => sum + contribution, modelExplanation.base);
  expect(parts).toBeCloseTo(modelExplanation?.output ?? NaN, 9);
  expect((await verdict('explain=model')).body.counterfactual).toBeNull();

  for (const query of ['explain=why', 'explain=', 'explain=model&explain=counterfactual']) {
    expect(await service.ask('GET', path(query))).toMatchObject({ status: 400, body: { code: 'input_invalid', errors: [{ path: 'explain' }] } });
  }
});

it('knows who looks like a neighbour, by the line that is called or the number the user told', async () => {
  const before = new Date().toISOString();
  expect((await verdict('userId=u-9')).body.behavior.neighbourSpoofing).toBeNull();
  expect((await verdict('calledNumber=%2B8613800131234')).body.behavior.neighbourSpoofing).toBe(1);
  expect((await verdict('calledNumber=%2B8613900131234')).body.behavior.neighbourSpoofing).toBe(0);
  expect(await verdict('calledNumber=x')).toMatchObject({ status: 400, body: { errors: [{ path: 'calledNumber' }] } });
  expect(await service.ask('GET', path('calledNumber=%2B8613800131234'), undefined, 'user')).toMatchObject({ status: 400, body: { errors: [{ path: 'calledNumber' }] } });

  const choose = (phoneNumber: unknown): Promise<Answer<object>> => service.ask<object>('PUT', '/api/profiles/u-9/preferences', { phoneNumber }, 'system');
  expect(await choose('13800131234')).toMatchObject({ status: 200, body: { phoneNumber: '+86138•••1234' } });
  const told = await until('userId=u-9', ({ behavior }) => behavior.neighbourSpoofing === 1);
  expect(told.reasons.map(({ code }) => code)).toContain('looks_like_neighbour');
  expect((await verdict(`userId=u-9&asOf=${before}`)).body.behavior.neighbourSpoofing).toBeNull();
  expect(await choose('12')).toMatchObject({ status: 400, body: { errors: [{ path: 'phoneNumber' }] } });
  const [row] = await service.db.query<{ text: string }>(`SELECT string_agg(value::text, '') AS text FROM user_preference WHERE name = 'phoneNumber'`);
  expect([row?.text.includes('sealed'), row?.text.includes('13800131234')]).toEqual([true, false]);
  expect(await choose(null)).toMatchObject({ status: 200, body: { phoneNumber: null } });
  expect((await until('userId=u-9', ({ behavior }) => behavior.neighbourSpoofing === null)).verdict).toBe('spam');
});
