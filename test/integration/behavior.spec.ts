import { Clock } from '#kernel';
import { Identities, Keyring } from '#privacy';
import { simulate } from '#simulation';
import { CalleeWeights } from '../../libs/ml/src/app/behavior/callee-weights.js';
import { LearnCallees } from '../../libs/ml/src/app/behavior/learn-callees.js';
import { BehaviorRows, USER_AT_CALL } from '../../libs/ml/src/core/index.js';
import { LoggedCalls } from '../../libs/ml/src/infra/logged-calls.js';
import { ThreadCalleeTraining } from '../../libs/ml/src/infra/thread-callee-training.js';
import { PgCallsByUser } from '../../libs/realtime/src/infra/pg-calls-by-user.js';
import { PgEventsBySubject } from '../../libs/realtime/src/infra/pg-events-by-subject.js';
import { GatherSituation } from '../../libs/recommendations/src/app/gather-situation.js';
import { ModelService } from './model-service.fixture.js';
import { bearer } from './booted-app.fixture.js';

interface Explained {
  readonly predictions: readonly { readonly label: string; readonly explanation: { readonly contributions: readonly { readonly feature: string; readonly value: number | null }[] } }[];
}

interface Behavior {
  readonly likelyToAnswer: number | null;
  readonly likelyToReject: number | null;
  readonly likelyToMiss: number | null;
  readonly likelyToDelegate: number | null;
  readonly version: number | null;
  readonly reason: string | null;
  readonly callsBack: { readonly probability: number | null; readonly reason: string | null };
  readonly nextCallees: { readonly items: readonly { readonly phoneNumber: string; readonly probability: number }[] | null; readonly reason: string | null };
  readonly calls: number;
}

const DAY_MS = 86_400_000;
const CHINA_MS = 8 * 3_600_000;
/** Local midnight some days ago, so that all of it has happened. */
const START_MS = Math.floor((Date.now() + CHINA_MS) / DAY_MS) * DAY_MS - CHINA_MS - 8 * DAY_MS;
const BATCH = 1000;
const NAMES = USER_AT_CALL.features.map(({ name }) => name);
const MOST = 60;

const events = [...simulate({ users: 25, days: 6, seed: 11, startMs: START_MS })].flatMap((item) => (item.kind === 'feedback' ? [] : [item.event]));
const dialled = events.filter(({ callType }) => callType === 'outgoing');
const busiest = (dialled[0] as (typeof dialled)[0]).userId;

let service: ModelService;
const behaviorOf = async (userId: string, token = bearer('admin')): Promise<Behavior> => {
  const answer = await fetch(`${service.api.origin}/api/profiles/${userId}`, { headers: await token });
  return ((await answer.json()) as { behavior: Behavior }).behavior;
};
const ask = async (name: string, body: object, query = ''): Promise<{ status: number; body: Explained }> => service.ask('POST', `/api/models/${name}/predict${query}`, body);
const valuesOf = ({ predictions }: Explained): (number | null)[][] => predictions.map(({ explanation }) => NAMES.map((name) => explanation.contributions.find(({ feature }) => feature === name)?.value ?? null));
const rounded = (values: readonly (number | null)[]): (number | null)[] => values.map((value) => (value === null ? null : Number(value.toPrecision(6))));

async function folded(): Promise<boolean> {
  const [row] = await service.db.query<{ waiting: boolean }>('SELECT EXISTS (SELECT FROM event AS e JOIN fold_position AS f USING (partition) WHERE e.position > f.position) AS waiting');
  return row?.waiting === false;
}

beforeAll(async () => {
  service = await ModelService.start();
  for (let from = 0; from < events.length; from += BATCH) await service.ask('POST', '/api/realtime/events', events.slice(from, from + BATCH));
  for (const phone of new Set(events.slice(0, 20).map(({ callerPhone }) => callerPhone))) {
    await service.ask('POST', `/api/profiles/caller/${encodeURIComponent(phone)}/feedback`, { userId: busiest, label: 'spam', category: 'loan' });
  }
  while (!(await folded())) await new Promise((resolve) => setTimeout(resolve, 50));
}, 180_000);
afterAll(() => service.stop());

it('nothing is said before anything was learnt', async () => {
  expect(await behaviorOf(busiest)).toMatchObject({
    likelyToAnswer: null, likelyToReject: null, likelyToMiss: null, likelyToDelegate: null, version: null, reason: 'model_not_trained',
    callsBack: { probability: null, reason: 'model_not_trained' }, nextCallees: { items: null, reason: 'model_not_trained' },
  });
});

describe('once learnt', () => {
  beforeAll(async () => {
    for (const name of ['behavior_predictor', 'callback_predictor']) {
      const { body } = await service.ask<{ jobId: string }>('POST', `/api/models/${name}/train`, { source: 'history', hyperparameters: { trees: 20 } });
      expect(await service.ended(body.jobId)).toMatchObject({ state: 'completed' });
    }
  }, 180_000);

  it('calls of the past have the features that training gave them', async () => {
    const [log, keyring] = [new PgEventsBySubject(service.db.database), service.api.app.get(Keyring, { strict: false })];
    const rows = new BehaviorRows({ fromMs: START_MS, toMs: Date.now(), target: 'outcome', seed: 1, mostRows: Infinity });
    for await (const number of new LoggedCalls(log, keyring).numbers(await log.end())) for (const _step of rows.add(number));
    for (const _step of rows.settle());
    const built = rows.finish();
    if ('code' in built) throw new Error(built.code);
    const { data: { features: { columns, values }, times } } = built;
    const learnt = new Map<string, (number | null)[]>();
    for (const [row, atMs] of (times as Float64Array).entries()) {
      learnt.set(new Date(atMs).toISOString(), Array.from(values.subarray(row * columns, (row + 1) * columns), (value) => (Number.isNaN(value) ? null : value)));
    }
    const incoming = events.filter(({ callType, timestamp }) => callType === 'incoming' && learnt.has(new Date(timestamp).toISOString()));
    const asked = incoming.filter((_call, at) => at % Math.ceil(incoming.length / MOST) === 0);
    const entities = asked.map(({ userId, callerPhone, timestamp }) => ({ userId, phoneNumber: callerPhone, at: timestamp }));
    const { status, body } = await ask('behavior_predictor', { entities }, '?explain=true');
    expect([status, entities.length > 20]).toEqual([200, true]);
    expect(valuesOf(body).map(rounded)).toEqual(asked.map(({ timestamp }) => rounded(learnt.get(new Date(timestamp).toISOString()) as (number | null)[])));
  }, 120_000);

  it('calls of now have the features that the log of a moment ago gives them, from what is folded', async () => {
    const pairs = events.filter((_call, at) => at % 40 === 0).slice(0, 40).map(({ userId, callerPhone }) => ({ userId, phoneNumber: callerPhone }));
    const featuresAt = async (at?: string): Promise<(number | null)[][]> =>
      valuesOf((await ask('behavior_predictor', { entities: pairs.map((pair) => ({ ...pair, at })) }, '?explain=true')).body).map(rounded);
    const instant = (): string => new Date().toISOString();
    const earlier = instant();
    const now = await featuresAt();
    const [before, after] = [await featuresAt(earlier), await featuresAt(instant())];
    // Time goes on in between, and with it an hour or a day may begin.
    type Value = number | null | undefined;
    const isBetween = (value: Value, one: Value, other: Value): boolean =>
      value === one || (value != null && one != null && other != null && Math.min(one, other) <= value && value <= Math.max(one, other));
    expect(now.flatMap((values, row) => NAMES.filter((_name, at) => !isBetween(values[at], before[row]?.[at], after[row]?.[at])))).toEqual([]);
    expect(now.some((values) => values[NAMES.indexOf('category_a')] !== null)).toBe(true);
  }, 60_000);

  it('a profile tells what its user will do with the next call', async () => {
    const { likelyToAnswer, likelyToReject, likelyToMiss, likelyToDelegate, version, reason, callsBack, calls } = await behaviorOf(busiest);
    const chances = [likelyToAnswer, likelyToReject, likelyToMiss, likelyToDelegate].filter((chance) => chance !== null);
    expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 9);
    expect([version, reason, callsBack.reason, callsBack.probability !== null, calls]).toEqual([1, null, null, true, events.filter(({ userId }) => userId === busiest).length]);
    const others = await Promise.all([...new Set(events.map(({ userId }) => userId))].map((userId) => behaviorOf(userId)));
    expect(new Set(others.map((behavior) => behavior.likelyToAnswer)).size).toBeGreaterThan(5);
  });

  it('recommendations rest on what the user is likely to do with calls of strangers', async () => {
    const id = await service.api.app.get(Identities, { strict: false }).findUser(busiest);
    const situation = await service.worker.app.get(GatherSituation, { strict: false }).execute(busiest, id as number, Date.now());
    const { newCallers, all, ofNewCallers } = situation?.foreseen ?? {};
    const shares = [newCallers, all?.answered, all?.missed, ofNewCallers?.answered, ofNewCallers?.missed];
    expect(shares).toEqual(new Array(5).fill(expect.any(Number)));
    expect(shares.every((share) => share !== undefined && share >= 0 && share <= 1)).toBe(true);
    expect(all).not.toEqual(ofNewCallers);
  }, 60_000);

  it('whom users call next is learnt from what they dialled, and shown in full to the user alone', async () => {
    // The API's own store: another's would be heard of in a minute.
    const weights = service.api.app.get(CalleeWeights, { strict: false });
    const learn = new LearnCallees(new PgCallsByUser(service.db.database), new ThreadCalleeTraining(), weights, service.api.app.get(Clock, { strict: false }));
    expect(await learn.execute(1)).toMatchObject({ version: 1, users: new Set(dialled.map(({ userId }) => userId)).size, choices: dialled.length });
    const { nextCallees } = await behaviorOf(busiest, bearer('user', busiest));
    const own = new Set(events.filter(({ userId }) => userId === busiest).map(({ callerPhone }) => callerPhone));
    const seenByOthers = (await behaviorOf(busiest)).nextCallees.items;
    expect([nextCallees.items?.every(({ phoneNumber }) => own.has(phoneNumber)), seenByOthers?.every(({ phoneNumber }) => phoneNumber.includes('•'))]).toEqual([true, true]);
    expect(nextCallees.items?.map(({ probability }) => probability)).toEqual(nextCallees.items?.map(({ probability }) => probability).sort((left, right) => right - left));
  }, 60_000);

  const entity = { userId: 'u-1', phoneNumber: '+8613800138000' };
  it.each<[string, object, string]>([
    ['no list', { entities: {} }, 'entities'], ['none', { entities: [] }, 'entities'], ['too many', { entities: new Array(101).fill(entity) }, 'entities'],
    ['a bad number', { entities: [entity, { ...entity, phoneNumber: '12' }] }, 'entities.1.phoneNumber'], ['no user', { entities: [{ phoneNumber: entity.phoneNumber }] }, 'entities.0.userId'],
    ['a bad moment', { entities: [{ ...entity, at: 'soon' }] }, 'entities.0.at'], ['a stray field', { entities: [{ ...entity, age: 3 }] }, 'entities.0.age'], ['both forms', { entities: [entity], instances: [[1]] }, 'entities'],
  ])('entities that are %s are refused', async (_name, body, path) => expect((await ask('behavior_predictor', body)).body).toMatchObject({ status: 400, code: 'input_invalid', errors: [{ path }] }));

  it('entities are not for models of other features, and a stranger is answered with what is known of everybody', async () => {
    expect((await ask('spam_classifier', { entities: [entity] })).body).toMatchObject({ code: 'entities_unsupported' });
    expect((await ask('behavior_predictor', { entities: [{ ...entity, userId: 'nobody' }] })).body.predictions).toHaveLength(1);
  });
});
