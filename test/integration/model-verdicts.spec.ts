import { CALLER_AT_CALL } from '#ml/core';
import { ModelService, type Answer } from './model-service.fixture.js';

interface Verdict {
  readonly score: number;
  readonly model: { readonly name: string; readonly version: number };
  readonly reasons: readonly { readonly code: string; readonly contribution: number }[];
  readonly asOf: string;
}

const NUMBER = '+8613800138000';
const POLL_MS = 50;

let service: ModelService;
beforeAll(async () => {
  service = await ModelService.start();
});
afterAll(() => service.stop());

const ask = <T>(method: string, path: string, body?: unknown): Promise<Answer<T>> => service.ask<T>(method, path, body);
const verdict = async (query = ''): Promise<Verdict> => (await ask<Verdict>('GET', `/api/profiles/caller/${encodeURIComponent(NUMBER)}?userId=u-1${query}`)).body;
const promote = (version: number): Promise<unknown> => ask('POST', '/api/models/spam_classifier/aliases/champion', { version, reason: 'a test' });

async function until<T>(read: () => Promise<T>, isDone: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await read();
    if (isDone(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

const by = (name: string, version: number) => (found: Verdict): boolean => found.model.name === name && found.model.version === version;

/** Rows of the verdict's own features, spam where nobody answered. */
function labelled(features: readonly string[]): object {
  const rows = Array.from({ length: 400 }, (_, row) => features.map((_name, column) => ((row * (column + 7)) % 97) / 97));
  return { features: rows, featureNames: features, labels: rows.map(([first], row) => ((first as number) > 0.5 !== (row % 23 === 0) ? 'spam' : 'not_spam')) };
}

async function train(features: readonly string[]): Promise<void> {
  const { body } = await ask<{ jobId: string }>('POST', '/api/models/spam_classifier/train', { ...labelled(features), hyperparameters: { trees: 10 } });
  expect(await service.ended(body.jobId)).toMatchObject({ state: 'completed' });
}

it('rest on the champion, whichever it is, at once, and on the evidence where it does not fit', async () => {
  const events = Array.from({ length: 8 }, (_, index) => ({ userId: `u-${index + 1}`, timestamp: new Date(Date.now() - (index + 1) * 600_000).toISOString(), callerPhone: NUMBER, callType: 'incoming', outcome: 'missed' }));
  expect((await ask('POST', '/api/realtime/events', events)).status).toBe(202);
  const shipped = await until(() => verdict(), by('spam_classifier', 1));
  expect(shipped.reasons.map(({ code }) => code)).toContain('model');
  expect(shipped.reasons.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(shipped.score, 9);

  await train(['x', 'y']);
  expect(by('spam_classifier', 1)(await verdict())).toBe(true);
  await promote(2);
  const alone = await until(() => verdict(), by('evidence_score', 1));
  expect(alone.reasons.map(({ code }) => code)).not.toContain('model');

  await train(CALLER_AT_CALL.features.map(({ name }) => name));
  await promote(3);
  const own = await until(() => verdict(), by('spam_classifier', 3));
  expect(own.reasons.map(({ code }) => code)).toContain('base_rate');

  const then = await verdict(`&asOf=${shipped.asOf}`);
  expect([then.model, then.score]).toEqual([shipped.model, shipped.score]);
  expect((await verdict(`&asOf=${alone.asOf}`)).model).toEqual(alone.model);
});

interface Scores {
  readonly scoring: { readonly modelVersion: number | null; readonly callers: number } | null;
  readonly items: readonly { readonly phoneNumber: string; readonly verdict: string; readonly spamProbability: number }[];
  readonly nextCursor: string | null;
}

it('are found for all numbers again once the champion has changed', async () => {
  const scores = (query = ''): Promise<Scores> => ask<Scores>('GET', `/api/callers${query}`).then(({ body }) => body);
  await until(() => scores(), ({ scoring }) => scoring?.modelVersion === 3);
  await promote(1);
  const { scoring } = await until(() => scores(), ({ scoring: found }) => found?.modelVersion === 1);
  expect(scoring).toMatchObject({ callers: 1 });
  const lists = await Promise.all(['spam', 'suspicious', 'unknown', 'legitimate'].map((name) => scores(`?verdict=${name}`)));
  expect(lists.flatMap(({ items }) => items)).toEqual([{ phoneNumber: '+86138•••8000', verdict: expect.any(String) as string, spamProbability: expect.any(Number) as number }]);
  expect(await ask('GET', '/api/callers?verdict=bad')).toMatchObject({ status: 400, body: { errors: [{ path: 'verdict' }] } });
  expect(await ask('GET', '/api/callers?cursor=e30')).toMatchObject({ status: 400, body: { code: 'cursor_invalid' } });
  expect((await service.ask('GET', '/api/callers', undefined, 'user')).status).toBe(403);
});
