import { PgSeriesHistory } from '../../libs/profiles/src/infra/pg-series-history.js';
import { ModelService, type Answer } from './model-service.fixture.js';

interface Job { readonly state: string; readonly result: object | null; readonly error: { readonly code: string } | null }
interface Version { readonly version: number; readonly passport: { readonly data: { readonly rows: number; readonly to: string }; readonly metrics: Readonly<Record<string, { readonly value: number }>> } }
interface Model { readonly model: string; readonly series: number; readonly serves: number; readonly meanWeight: number | null; readonly backtestMae: number | null; readonly heldOutMae: number | null; readonly why: string }
interface Performance { readonly version: number | null; readonly evaluatedAt: string | null; readonly series: number; readonly insufficientHistory: number; readonly models: readonly Model[]; readonly hint: string | null }
interface Forecasts { readonly predictions: readonly { readonly kind: string; readonly point?: readonly number[]; readonly lower95?: readonly number[]; readonly upper95?: readonly number[]; readonly members?: readonly { readonly weight: number }[] }[] }

const HOUR_MS = 3_600_000;
const FORECASTER = '/api/models/time_series_forecaster';
const SMALL = { units: 4, epochs: 2, windowsPerEpoch: 256, batchSize: 64, days: 4 };
const USERS = 4;
const HOURS = 28 * 24;
const NOW_HOUR = Math.floor(Date.now() / HOUR_MS);

let service: ModelService;
const ask = <T>(method: string, path: string, body?: unknown, role?: 'admin' | 'system' | 'user'): Promise<Answer<T>> => service.ask<T>(method, path, body, role);

async function ordered(path: string, body?: object): Promise<Job> {
  const { status, body: answer } = await ask<{ jobId: string }>('POST', path, body);
  expect([status, answer]).toEqual([202, { jobId: expect.any(String) as string }]);
  return service.ended<Job>(answer.jobId);
}

/** Calls by hour that follow the day and the week, two quarter hours each. */
async function keepCalls(userId: number, hours: number): Promise<void> {
  await service.db.query(`
    INSERT INTO user_quarter (user_id, quarter, first_ms, last_ms, answered_ms, timed_answered, interactions, security_events,
      answered, rejected, missed, transferred, ai_handled, out_answered, out_rejected, out_missed, out_transferred, out_ai_handled)
    SELECT $1::int, 4 * hour + part, 0, 0, 0, 0, 0, 0, round(3 + 3 * sin(hour * 0.2618))::int + (hour * $1::int % 11) / 3, 0, part, 0, 0, 1, 0, 0, 0, 0
    FROM generate_series($2::int, $3::int - 1) AS hour, generate_series(0, 1) AS part`, [userId, NOW_HOUR - hours, NOW_HOUR]);
}

beforeAll(async () => {
  service = await ModelService.start();
}, 300_000);
afterAll(() => service.stop());

describe('before there is a history', () => {
  it('learns nothing and says why', async () => {
    expect(await ordered(`${FORECASTER}/train`, { source: 'history' })).toMatchObject({ state: 'failed', error: { code: 'insufficient_history' } });
  });

  it('shows that nothing was looked at', async () => {
    expect((await ask('GET', `${FORECASTER}/performance`)).body).toEqual({ model: 'time_series_forecaster', version: null, evaluatedAt: null, horizonHours: 48, series: 0, insufficientHistory: 0, models: [], hint: expect.stringMatching(/nothing was looked at yet.*POST .*evaluate/) as string });
  });

  it('looks at nothing without an error', async () => {
    expect(await ordered(`${FORECASTER}/evaluate`)).toMatchObject({ state: 'completed', result: { series: 0, insufficientHistory: 0, version: null } });
    expect((await ask('GET', `${FORECASTER}/performance`)).body).toMatchObject({ evaluatedAt: expect.any(String) as string, series: 0, hint: expect.stringMatching(/no user had enough hours/) as string });
  });
});

describe('with a history', () => {
  beforeAll(async () => {
    for (let user = 1; user <= USERS; user++) await keepCalls(user, HOURS);
    await keepCalls(9, 60);
  });

  it('series are the calls of each hour, from the first with a call to the end of the range, the busiest users first', async () => {
    const history = new PgSeriesHistory(service.db.database);
    const range = { fromMs: (NOW_HOUR - 24) * HOUR_MS - 1, toMs: (NOW_HOUR + 3) * HOUR_MS + 5 };
    const all = await history.hourly(range, 10);
    expect(all.map(({ length }) => length)).toEqual(new Array(USERS + 1).fill(27));
    const [counted] = await service.db.query<{ calls: number }>('SELECT sum(answered + missed + out_answered)::float8 AS calls FROM user_quarter WHERE user_id = 1 AND quarter / 4 = $1', [NOW_HOUR - 24]);
    expect([all[0]?.[0], all[0]?.[24], all[0]?.[26]]).toEqual([counted?.calls, 0, 0]);
    expect(await history.hourly(range, 2)).toEqual(all.slice(0, 2));
    expect(await history.hourly({ fromMs: 0, toMs: HOUR_MS }, 10)).toEqual([]);
  });

  it('a version is learnt, judged by hours it has not seen, and becomes champion', async () => {
    expect(await ordered(`${FORECASTER}/train`, { source: 'history', hyperparameters: SMALL })).toMatchObject({ state: 'completed', result: { version: 1 } });
    const { items } = (await ask<{ items: readonly Version[] }>('GET', `${FORECASTER}/versions`)).body;
    const { data, metrics } = (items[0] as Version).passport;
    expect([data.rows, Date.parse(data.to) <= (NOW_HOUR - 47) * HOUR_MS, (metrics['mase']?.value ?? -1) > 0, (metrics['seasonalNaiveMase']?.value ?? -1) > 0]).toEqual([USERS + 1, true, true, true]);
    expect((await ask('GET', `${FORECASTER}/aliases`)).body).toMatchObject({ aliases: { champion: 1 } });
  });

  it('what it was learnt by is logged', () => {
    const told = service.workerLines.filter((line) => line.includes('a neural network learns by TensorFlow'));
    expect((JSON.parse(told.at(-1) ?? '{}') as { readonly backend?: string }).backend).toMatch(/^(?:tensorflow|wasm|cpu)$/);
  });

  it('another is champion where it errs less, else challenger', async () => {
    expect(await ordered(`${FORECASTER}/train`, { source: 'history', hyperparameters: SMALL, seed: 7 })).toMatchObject({ state: 'completed', result: { version: 2 } });
    const { items } = (await ask<{ items: readonly Version[] }>('GET', `${FORECASTER}/versions`)).body;
    const [second, first] = items.map(({ passport }) => passport.metrics['mase']?.value as number) as [number, number];
    const { aliases } = (await ask<{ aliases: Readonly<Record<string, number>> }>('GET', `${FORECASTER}/aliases`)).body;
    expect(aliases).toEqual(second < first ? { champion: 2 } : { champion: 1, challenger: 2 });
  });

  it('a look shows who serves how many series and why, the network beside the rest', async () => {
    expect(await ordered(`${FORECASTER}/evaluate`)).toMatchObject({ state: 'completed', result: { series: USERS, insufficientHistory: 1 } });
    const { body } = await ask<Performance>('GET', `${FORECASTER}/performance`);
    expect([body.series, body.insufficientHistory, body.version !== null, body.evaluatedAt !== null, body.hint]).toEqual([USERS, 1, true, true, null]);
    expect(body.models.reduce((sum, { serves }) => sum + serves, 0)).toBe(USERS);
    expect(body.models.reduce((sum, { meanWeight, series }) => sum + (meanWeight ?? 0) * series, 0)).toBeCloseTo(USERS, 9);
    const byName = new Map(body.models.map((one) => [one.model, one]));
    expect(byName.get('lstm')).toMatchObject({ series: USERS, serves: 0, meanWeight: null, backtestMae: null, heldOutMae: expect.any(Number) as number, why: expect.stringMatching(/^stands beside what is served: its errors/) as string });
    expect(byName.get('ensemble')?.why).toMatch(/^served/);
    expect(body.models[0]?.why).toMatch(/^weighs most on/);
  });

  it('thirty looks are kept', async () => {
    await service.db.query(`INSERT INTO forecast_evaluation (evaluated_ms, horizon_hours, series, insufficient_history, models) SELECT n, 48, 0, 0, '[]' FROM generate_series(1, 40) AS n`);
    await ordered(`${FORECASTER}/evaluate`);
    expect(await service.db.query('SELECT count(*)::int AS kept FROM forecast_evaluation')).toEqual([{ kept: 30 }]);
  });

  it('is not asked for rows, nor watched as a model of rows', async () => {
    expect((await ask('POST', '/v2/models/time_series_forecaster/infer', { inputs: [] })).body).toMatchObject({ code: 'model_of_series' });
  });
});

describe('a request', () => {
  const wave = Array.from({ length: 400 }, (_, at) => (at === 17 ? null : Math.round(10 + 8 * Math.sin((at / 12) * Math.PI))));

  it('of series is answered by forecasts with intervals, or that there is too little', async () => {
    const { status, body } = await ask<Forecasts>('POST', `${FORECASTER}/predict`, { instances: [{ values: wave, horizon: 12, count: 'partial' }, { values: [1, 2, 3] }] }, 'system');
    const [found, short] = body.predictions;
    expect([status, found?.kind, found?.point?.length, short]).toEqual([200, 'forecast', 12, { kind: 'insufficient_history' }]);
    expect(found?.point?.every((value, at) => (found.lower95?.[at] ?? NaN) <= value && value <= (found.upper95?.[at] ?? NaN) && (found.lower95?.[at] ?? -1) >= 0)).toBe(true);
    expect(found?.members?.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9);
  });

  it.each([
    ['train', { source: 'history', hyperparameters: { leaves: 3 } }, 'hyperparameters.leaves'],
    ['train', { source: 'history', algorithm: 'random_forest' }, 'algorithm'],
    ['train', { source: 'history', from: 'monday' }, 'from'],
    ['predict', { instances: [[1]] }, 'instances.0'],
    ['predict', { instances: [{ values: ['a'] }] }, 'instances.0.values'],
  ])('to %s with %j is refused', async (act, body, path) =>
    expect((await ask('POST', `${FORECASTER}/${act}`, body)).body).toMatchObject({ status: 400, code: 'input_invalid', errors: [{ path }] }));

  it('needs the role', async () => {
    const statuses = await Promise.all([ask('POST', `${FORECASTER}/evaluate`, undefined, 'system'), ask('GET', `${FORECASTER}/performance`, undefined, 'user'), ask('POST', `${FORECASTER}/predict`, {}, 'user')]);
    expect(statuses.map(({ status }) => status)).toEqual([403, 403, 403]);
  });

  it('with a query key it does not know is refused', async () => expect((await ask('GET', `${FORECASTER}/performance?version=1`)).status).toBe(400));
});
