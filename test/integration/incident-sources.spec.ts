import { Keyring } from '#privacy';
import { PgCampaigns } from '../../libs/callers/src/infra/campaigns/pg-campaigns.js';
import { PgModelAlerts } from '../../libs/ml/src/infra/watching/pg-model-alerts.js';
import { PgIncidentDesk } from '../../libs/realtime/src/infra/alerts/pg-incident-desk.js';
import { PgIncidents } from '../../libs/realtime/src/infra/alerts/pg-incidents.js';
import { PgLiveStream } from '../../libs/realtime/src/infra/live/pg-live-stream.js';
import type { Incident } from '../../libs/realtime/src/core/index.js';
import type { AlertNews } from '../../libs/trends/src/app/monitors/alert-sink.js';
import { IncidentAlertSink, monitorKey } from '../../libs/trends/src/infra/monitors/incident-alert-sink.js';
import { PgMonitors } from '../../libs/trends/src/infra/monitors/pg-monitors.js';
import { FixedClock, NOW_MS } from '../contracts/fixed-clock.fixture.js';
import { TestServer, type TestDatabase } from './postgres.fixture.js';

const HOUR = NOW_MS / 3_600_000;
const keyring = new Keyring('a key for tests of more than 32 characters');
const clock = new FixedClock(NOW_MS);

let server: TestServer;
let db: TestDatabase;
let incidents: PgIncidents;
let desk: PgIncidentDesk;
beforeAll(async () => {
  server = await TestServer.start();
});
beforeEach(async () => {
  db = await server.migrated();
  clock.nowMs = NOW_MS;
  const keeping = { live: new PgLiveStream(db.database, keyring), keyring };
  [incidents, desk] = [new PgIncidents(db.database, keeping, clock), new PgIncidentDesk(db.database, keeping, clock)];
});
afterAll(() => server.stop());

const all = async (): Promise<Partial<Incident>[]> => (await desk.list({}, undefined, 50)).map(({ source, kind, state, resolvedBy, raises, userId }) => ({ source, kind, state, resolvedBy, raises, userId }));

const MONITOR = {
  id: '00000000-0000-4000-8000-000000000001', userId: 7, metric: 'calls', condition: 'threshold', sensitivity: 0.5, intervalMinutes: 60, cooldownMinutes: 60, threshold: { operator: 'gt', value: 5 }, isPaused: false,
  createdMs: NOW_MS, sinceHour: HOUR, positionHour: HOUR, state: undefined,
} as const;

const alertAt = (lastHour: number, isOpen: boolean, openedHour = HOUR): AlertNews['incidents'][number] =>
  ({ isOpen, incident: { openedHour, lastHour, peakHour: openedHour, peakValue: 9, bound: 5, hours: lastHour - openedHour + 1, strength: 1, contributions: [{ part: 'above_threshold', share: 1 }] } });

describe("a monitor's alert", () => {
  const tell = (...found: AlertNews['incidents'][number][]): Promise<void> =>
    db.database.transaction((tx) => new IncidentAlertSink(incidents).tell({ monitor: MONITOR, incidents: found, atMs: NOW_MS }, tx));

  it('is one incident from its first hour to its end; the next is another', async () => {
    await tell(alertAt(HOUR, true));
    await tell(alertAt(HOUR + 1, true));
    expect(await all()).toEqual([{ source: 'monitor', kind: 'threshold', state: 'open', resolvedBy: undefined, raises: 2, userId: 7 }]);
    clock.nowMs += 9 * 3_600_000;
    await tell(alertAt(HOUR + 1, false), alertAt(HOUR + 9, true, HOUR + 9));
    clock.nowMs += 9 * 3_600_000;
    await tell(alertAt(HOUR + 9, false, HOUR + 9), alertAt(HOUR + 15, false, HOUR + 15));
    expect((await all()).map(({ state, resolvedBy }) => [state, resolvedBy])).toEqual(await all().then((found) => found.map(() => ['resolved', 'source'])));
  });

  it('ends with its monitor, in the same transaction', async () => {
    const monitors = new PgMonitors(db.database, (userId, id, tx) => incidents.settle({ userId, key: monitorKey(id) }, tx));
    await monitors.add(MONITOR, 5);
    await tell(alertAt(HOUR, true));
    expect(await monitors.pause(7, MONITOR.id)).toBe(true);
    expect(await all()).toMatchObject([{ state: 'resolved', resolvedBy: 'source' }]);
  });
});

it('what was resolved long enough ago is removed, and nothing that is open', async () => {
  const raise = (key: string) => incidents.raise({ source: 'security', kind: key, severity: 'low', userId: 7, key, atMs: clock.nowMs, evidence: {}, text: '' });
  for (const key of ['ended', 'open', 'later']) await raise(key);
  await incidents.settle({ userId: 7, key: 'ended' });
  clock.nowMs += 1;
  await incidents.settle({ userId: 7, key: 'later' });
  expect([await incidents.forget(NOW_MS), await incidents.forget(NOW_MS + 1), await incidents.forget(NOW_MS + 1)]).toEqual([0, 1, 0]);
  expect((await all()).map(({ kind, state }) => `${kind} ${state}`).sort()).toEqual(['later resolved', 'open open']);
});

it("a model's alert is an incident of the platform until it is cleared", async () => {
  await db.query(`INSERT INTO model (name, model_type, algorithm, hyperparameters, training_config, built_in, created_ms, created_by) VALUES ('m', 'classification', 'random_forest', '{}', '{}', false, 0, 'test')`);
  const alerts = new PgModelAlerts(db.database, clock, incidents);
  await alerts.change('m', 1, { raise: [{ kind: 'feature_drift', subject: 'calls', value: 0.4, threshold: 0.2 }], clear: [] });
  expect(await all()).toEqual([{ source: 'model', kind: 'feature_drift', state: 'open', resolvedBy: undefined, raises: 1, userId: 0 }]);
  await alerts.change('m', 1, { raise: [], clear: [(await alerts.open('m'))[0]?.id as number] });
  expect(await all()).toMatchObject([{ state: 'resolved', resolvedBy: 'source' }]);
});

it('a storm is an incident that goes on while numbers join, and ends with silence', async () => {
  const campaigns = new PgCampaigns(db.database, incidents);
  const campaignId = '00000000-0000-4000-8000-00000000000c';
  const save = async (callerId: number, opened: string[]): Promise<void> => {
    const { run } = await campaigns.known(0, clock.nowMs);
    await campaigns.save({
      basedOn: run, kind: 'storm', startedMs: clock.nowMs, finishedMs: clock.nowMs, suspects: 1, joined: [{ campaignId, callerId }], left: [], merged: [], opened, found: [{ id: campaignId, ties: new Map(), description: undefined }], links: [], stirred: [],
    });
  };
  await save(11, [campaignId]);
  clock.nowMs += 60_000;
  await save(12, []);
  expect(await all()).toMatchObject([{ source: 'campaign', kind: 'storm', state: 'open', raises: 2 }]);
  clock.nowMs += 24 * 3_600_000;
  expect([await incidents.endSilent(), (await all())[0]?.state]).toEqual([0, 'open']);
  clock.nowMs += 1;
  expect([await incidents.endSilent(), (await all())[0]?.resolvedBy]).toEqual([1, 'silence']);
});
