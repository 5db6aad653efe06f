import { InstallShippedModels } from '../../libs/ml/src/app/install-shipped-models.js';
import type { ModelRegistry } from '../../libs/ml/src/app/model-registry.js';
import { ShippedModels, type ShippedModel } from '../../libs/ml/src/app/shipped-models.js';
import { PgModelRegistry } from '../../libs/ml/src/infra/pg-model-registry.js';
import { FixedClock, NOW_MS } from '../contracts/fixed-clock.fixture.js';
import { TestServer, type TestDatabase } from './postgres.fixture.js';

let server: TestServer;
let db: TestDatabase;
let registry: ModelRegistry;
const clock = new FixedClock(NOW_MS);
beforeAll(async () => {
  server = await TestServer.start();
});
beforeEach(async () => {
  db = await server.migrated();
  clock.nowMs = NOW_MS;
  registry = new PgModelRegistry(db.database, clock);
});
afterAll(() => server.stop());

const passport = {
  modelType: 'classification', algorithm: 'random_forest', hyperparameters: {}, seed: 1, features: ['x'], classes: ['a', 'b'],
  data: { source: 'synthetic', rows: 1, fingerprint: '', from: null, to: null }, evaluation: '', metrics: {}, slices: [], featureWorth: [], calibration: null, library: '', trainedMs: 0, fitSeconds: 0,
} as const;

class FakeShipped extends ShippedModels {
  readonly names = ['spam_classifier', 'anomaly_detector'];
  readonly readNames: string[] = [];

  async read(name: string): Promise<ShippedModel> {
    this.readNames.push(name);
    return { name, artifact: Uint8Array.of(1, 2, 3), sha256: 'abc', passport, profile: { features: [], score: null } };
  }
}

const versionsOf = async (name: string): Promise<readonly number[]> => (await registry.versions(name)).map(({ version }) => version);

describe('models that ship', () => {
  it('become champions of the names that have no version, once', async () => {
    const shipped = new FakeShipped();
    const install = new InstallShippedModels(registry, shipped);
    expect([await install.execute(), await install.execute()]).toEqual([['anomaly_detector', 'spam_classifier'], []]);
    expect(shipped.readNames).toEqual(['anomaly_detector', 'spam_classifier']);
    expect(await registry.aliasHistory('spam_classifier')).toEqual([
      { alias: 'champion', version: 1, changedMs: NOW_MS, changedBy: 'service', reason: 'shipped with the service, trained on simulated traffic' },
    ]);
    expect(await versionsOf('behavior_predictor')).toEqual([]);
  });

  it('are one version where several processes start at once', async () => {
    await Promise.all([1, 2, 3].map(() => new InstallShippedModels(registry, new FakeShipped()).execute()));
    expect([await versionsOf('spam_classifier'), await versionsOf('anomaly_detector')]).toEqual([[1], [1]]);
    expect(await db.query('SELECT count(*)::integer AS artifacts FROM model_artifact')).toEqual([{ artifacts: 2 }]);
  });

  it('do not touch what was trained', async () => {
    await registry.keep({ name: 'spam_classifier', jobId: 'j', artifact: Uint8Array.of(9), passport, promote: false, by: 'u-1' });
    expect(await new InstallShippedModels(registry, new FakeShipped()).execute()).toEqual(['anomaly_detector']);
    expect(await versionsOf('spam_classifier')).toEqual([1]);
  });
});

describe('an alias', () => {
  it('was held by whom its history says', async () => {
    for (const jobId of ['one', 'two']) await registry.keep({ name: 'spam_classifier', jobId, artifact: Uint8Array.of(9), passport, promote: false, by: 'u-1' });
    clock.nowMs = NOW_MS + 1000;
    await registry.setAlias('spam_classifier', 'champion', 2, { by: 'u-1', reason: 'better' });
    const at = async (alias: string, atMs: number): Promise<number | undefined> => (await registry.aliasHolderAt('spam_classifier', alias, atMs))?.version;
    expect([await at('champion', NOW_MS - 1), await at('champion', NOW_MS), await at('champion', NOW_MS + 999), await at('champion', NOW_MS + 1000)]).toEqual([undefined, 1, 1, 2]);
    expect([await at('challenger', NOW_MS), await at('challenger', NOW_MS + 1000)]).toEqual([2, undefined]);
  });

  it('that changes is told to those who listen, once it holds', async () => {
    const heard: string[] = [];
    let told = (): void => undefined;
    const first = new Promise<void>((resolve) => (told = resolve));
    const listening = await db.database.listen('model_alias_changed', (name) => {
      heard.push(name);
      if (name !== '') told();
    });
    expect(await registry.setAlias('spam_classifier', 'champion', 7, { by: 'u-1', reason: 'none such' })).toBe(false);
    await registry.keep({ name: 'anomaly_detector', jobId: 'one', artifact: Uint8Array.of(9), passport, promote: false, by: 'u-1' });
    await first;
    expect(heard.filter((name) => name !== '')).toEqual(['anomaly_detector']);
    await listening.stop();
  });
});
