import { getQueueToken } from '@nestjs/bullmq';
import type { Job, Queue } from 'bullmq';
import { seededRandom } from '#kernel';
import { WATCH_JOB } from '#ml';
import { ServedModels } from '../../libs/ml/src/app/served-model.js';
import { ModelService } from './model-service.fixture.js';

type Report = Readonly<Record<'alertsRaised' | 'alertsCleared' | 'shadowScored' | 'pairs', number>> & { readonly decision: string | null; readonly rolledBackTo: number | null };
interface Step { readonly version: number | null; readonly action: string; readonly actedBy: string; readonly reason: string; readonly details: Record<string, unknown> }
interface Items<Item> { readonly items: readonly Item[]; readonly nextCursor: string | null }
interface Row { readonly vector: readonly [number, number]; readonly label: 0 | 1 }

let service: ModelService;
beforeAll(async () => {
  service = await ModelService.start({ ML_WATCH_INTERVAL: '0', ML_RETRAIN_PATTERN: 'never' });
});
afterAll(() => service.stop());

const random = seededRandom(7);
const noise = (): number => random.next() + random.next() + random.next() - 1.5;
/** Whether each feature tells the truth: `x` does so weakly, `y` nearly surely. */
const rowsWhere = (count: number, tells: { readonly x: boolean; readonly y: boolean }): readonly Row[] =>
  Array.from({ length: count }, (_, row) => {
    const label = (row % 2) as 0 | 1;
    return { vector: [noise() * 1.6 + (tells.x ? label : 0.5), noise() * 0.4 + (tells.y ? label : 0.5)], label };
  });

const CLASSES = ['fine', 'spam'];

async function train(name: string, rows: readonly Row[]): Promise<void> {
  const order = { features: rows.map(({ vector }) => vector), featureNames: ['x', 'y'], labels: rows.map(({ label }) => CLASSES[label]) };
  const { body } = await service.ask<{ jobId: string }>('POST', `/api/models/${name}/train`, order);
  expect(await service.ended(body.jobId)).toMatchObject({ state: 'completed' });
}

/** Logs what the champion says of rows, and what they turned out to be. */
async function serve(name: string, rows: readonly Row[]): Promise<void> {
  // Past the route, which would log them too, but later and without their labels.
  const champion = await service.api.app.get<ServedModels>(ServedModels, { strict: false }).get(name, 'champion');
  const said = await champion.predict({ rows: rows.length, columns: 2, values: Float64Array.from(rows.flatMap(({ vector }) => vector)) });
  for (const [index, { vector, label }] of rows.entries()) {
    const { probabilities } = said[index] as { readonly probabilities: Record<string, number> };
    await service.db.query(
      'INSERT INTO prediction (model, version, served_ms, vector, outcome, label, labelled_ms) VALUES ($1, $2, $3, $4, $5, $6, $3)',
      [name, champion.version, Date.now(), Buffer.from(Float64Array.from(vector).buffer), CLASSES.map((each) => probabilities[each]), label],
    );
  }
}

async function twoVersions(name: string, trainingConfig = {}): Promise<void> {
  expect((await service.ask('POST', '/api/models', { name, modelType: 'classification', algorithm: 'logistic_regression', trainingConfig })).status).toBe(201);
  await train(name, rowsWhere(400, { x: true, y: false }));
  await train(name, rowsWhere(400, { x: false, y: true }));
}

const watch = async (name: string): Promise<Report> => (await service.ask<Report>('POST', `/api/models/${name}/watch`)).body;
const audit = async (name: string): Promise<readonly Step[]> => (await service.ask<Items<Step>>('GET', `/api/models/${name}/audit`)).body.items;
const QUIET: Report = { alertsRaised: 0, alertsCleared: 0, shadowScored: 0, pairs: 0, decision: null, rolledBackTo: null };

it('a challenger is promoted when enough speaks for it, falls, is rolled back from, and all of it can be read', async () => {
  await twoVersions('story', { featureSet: 'caller_at_call' });
  expect(await watch('story')).toEqual({ ...QUIET, decision: 'undecided' });

  await serve('story', rowsWhere(20, { x: true, y: true }));
  expect(await watch('story')).toEqual({ ...QUIET, shadowScored: 20, pairs: 20, decision: 'undecided' });
  expect(await watch('story')).toEqual({ ...QUIET, decision: 'undecided' });
  await serve('story', rowsWhere(400, { x: true, y: true }));
  const promoting = await watch('story');
  expect(promoting).toMatchObject({ shadowScored: 400, decision: 'promote', rolledBackTo: null });
  expect(promoting.pairs).toBeLessThan(400);

  await serve('story', rowsWhere(300, { x: true, y: false }));
  const falling = await watch('story');
  expect(falling).toMatchObject({ decision: null, rolledBackTo: 1 });
  expect(falling.alertsRaised).toBeGreaterThan(0);
  expect((await service.ask('GET', '/api/models/story/alerts', undefined, 'system')).body).toMatchObject({
    items: expect.arrayContaining([expect.objectContaining({ model: 'story', version: 2, kind: 'performance', clearedAt: null })]), nextCursor: null,
  });
  expect(await watch('story')).toMatchObject({ alertsCleared: falling.alertsRaised, rolledBackTo: null });

  expect((await service.ask('GET', '/api/models/story/aliases')).body).toMatchObject({
    aliases: { champion: 1 },
    items: [
      { alias: 'champion', version: 1, changedBy: 'service', reason: expect.stringMatching(/^the \w+ of version 2 is .+ floor of .+ labelled rows/) },
      { alias: 'challenger', version: null },
      { alias: 'champion', version: 2, changedBy: 'service', reason: expect.stringMatching(/^version 2 lost less than version 1 on \d+ predictions/) },
      { alias: 'challenger', version: 2 }, { alias: 'champion', version: 1 },
    ],
  });
  const steps = await audit('story');
  const told = steps.filter(({ action }) => !action.startsWith('alert')).map(({ action, version }) => `${action} ${version ?? '-'}`).reverse();
  expect(told.filter((step) => !step.startsWith('retraining'))).toEqual([
    'registered -', 'trained 1', 'alias_changed 1', 'trained 2', 'alias_changed 2', 'promotion_decided 2', 'alias_changed 2', 'alias_changed 2', 'alias_changed 1', 'rolled_back 2',
  ]);
  expect(told.filter((step) => step.startsWith('retraining'))).toHaveLength(1);
  expect(steps.find(({ action }) => action === 'rolled_back')).toMatchObject({ actedBy: 'service', details: { from: 2, to: 1, compared: { earlierIsWorse: false } } });
  expect(steps.find(({ action }) => action === 'promotion_decided')).toMatchObject({ details: { decision: 'promote', champion: 1, challenger: 2, alpha: 0.05 } });
});

it('a version that fell does not contend again', async () => {
  expect((await service.ask('POST', '/api/models/story/aliases/challenger', { version: 2, reason: 'once more' })).status).toBe(200);
  await serve('story', rowsWhere(100, { x: true, y: true }));
  expect(await watch('story')).toMatchObject({ shadowScored: 0, decision: null });
});

it('a better champion is kept, and the challenger scores no more', async () => {
  await twoVersions('kept');
  await serve('kept', rowsWhere(600, { x: true, y: false }));
  expect(await watch('kept')).toMatchObject({ decision: 'keep' });
  await serve('kept', rowsWhere(50, { x: true, y: true }));
  expect(await watch('kept')).toEqual(QUIET);
  expect((await audit('kept')).filter(({ action }) => action === 'promotion_decided')).toMatchObject([{ version: 2, details: { decision: 'keep' } }]);
});

it('a challenger is not judged by a truth that it may have learnt from', async () => {
  await twoVersions('leak');
  await serve('leak', rowsWhere(400, { x: true, y: true }));
  await service.db.query(`UPDATE prediction SET labelled_ms = (SELECT created_ms FROM model_version WHERE name = 'leak' AND version = 2) WHERE model = 'leak'`);
  expect(await watch('leak')).toMatchObject({ shadowScored: 400, pairs: 0, decision: 'undecided' });
});

it('looks at once count every pair once', async () => {
  await twoVersions('twice');
  await serve('twice', rowsWhere(20, { x: true, y: true }));
  const reports = await Promise.all([watch('twice'), watch('twice'), watch('twice')]);
  expect(reports.reduce((sum, { pairs }) => sum + pairs, 0)).toBe(20);
  expect(await service.db.query(`SELECT (state->>'pairs')::int AS pairs FROM model_promotion_test WHERE model = 'twice'`)).toEqual([{ pairs: 20 }]);
});

it('a first champion that falls stays, which is said once', async () => {
  expect((await service.ask('POST', '/api/models', { name: 'alone', modelType: 'classification', algorithm: 'logistic_regression' })).status).toBe(201);
  await train('alone', rowsWhere(400, { x: false, y: true }));
  await serve('alone', rowsWhere(300, { x: true, y: false }));
  expect(await watch('alone')).toMatchObject({ rolledBackTo: null });
  expect(await watch('alone')).toMatchObject({ alertsRaised: 0, alertsCleared: 0, rolledBackTo: null });
  expect((await audit('alone')).filter(({ action }) => action === 'rollback_refused')).toMatchObject([{ version: 1, details: { cause: 'no_earlier_version' } }]);
});

it.each([['nobody', 404, 'model_unknown'], ['behavior_predictor', 409, 'model_not_trained']])('there is nothing to watch of %s', async (name, status, code) =>
  expect((await service.ask('POST', `/api/models/${name}/watch`)).body).toMatchObject({ status, code }));

it.each([
  ['POST', 'story/watch', 'system', 403], ['GET', 'story/audit', 'system', 403], ['GET', 'story/alerts', 'user', 403], ['GET', 'nobody/alerts', 'system', 404],
  ['GET', 'nobody/audit', 'admin', 404], ['GET', 'story/audit?cursor=x', 'admin', 400],
] as const)('%s %s as %s is refused', async (method, path, role, status) => expect((await service.ask(method, `/api/models/${path}`, undefined, role)).status).toBe(status));

it('the audit is read page by page', async () => {
  await service.db.query(`
    INSERT INTO model_audit (model, action, acted_ms, acted_by, reason) SELECT 'time_series_forecaster', 'alias_changed', n, 'test', n::text FROM generate_series(1, 51) AS n`);
  const first = (await service.ask<Items<Step>>('GET', '/api/models/time_series_forecaster/audit')).body;
  expect([first.items.length, first.items[0]?.reason, first.items[49]?.reason]).toEqual([50, '51', '2']);
  const second = (await service.ask<Items<Step>>('GET', `/api/models/time_series_forecaster/audit?cursor=${first.nextCursor}`)).body;
  expect(second).toMatchObject({ items: [{ reason: '1' }], nextCursor: null });
});

it('what was done is on /metrics', async () => {
  const text = await (await fetch(`${service.api.origin}/metrics`)).text();
  expect(text).toContain('model_promotions_total 1\n');
  expect(text).toContain('model_rollbacks_total 1\n');
  expect(text).toMatch(/model_alerts_open\{model="alone"\} [1-9]/);
  expect(text).toContain('model_alerts_open{model="kept"} 0\n');
});

it('the job looks after every model that has a champion', async () => {
  const queue = service.api.app.get<Queue>(getQueueToken(WATCH_JOB.queue), { strict: false });
  expect(await queue.getJobSchedulers()).toEqual([]);
  const { id } = await queue.add(WATCH_JOB.name, {}, WATCH_JOB.options);
  let job: Job | undefined;
  while (job === undefined) job = (await queue.getJobs(['completed', 'failed'])).find((each) => each.id === id);
  expect(Object.keys(job.returnvalue as object)).toEqual(expect.arrayContaining(['alone', 'kept', 'leak', 'story', 'twice']));
  expect(job.returnvalue).toMatchObject({ kept: QUIET });
  expect(job.returnvalue).not.toHaveProperty('behavior_predictor');
});
