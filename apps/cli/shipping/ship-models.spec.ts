import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CALLER_AT_CALL } from '#ml/core';
import { writeShipped, type Sheet } from './shipped-folder.js';
import { buildShippedModels } from './ship-models.js';
import { SHIPPED_RUNS } from './shipped-runs.js';
import { simulatedVectors } from './simulated-calls.js';

const startMs = Date.UTC(2026, 0, 3, 16);
const run = (seed: number) => ({ users: 60, days: 4, seed, startMs });
const SMALL = { learnt: [run(1), run(2)], judged: [run(3)] };
const [first, second] = [buildShippedModels(SMALL), buildShippedModels(SMALL)];

describe('models that ship', () => {
  it('are the same bytes from the same runs', () => {
    expect(first.map(({ artifact }) => Buffer.from(artifact).toString('hex'))).toEqual(second.map(({ artifact }) => Buffer.from(artifact).toString('hex')));
    expect(first.map(({ passport }) => passport)).toEqual(second.map(({ passport }) => passport));
  });

  it('say that their data is made up, and by what they were judged', () => {
    const [spam, anomaly] = first;
    const features = CALLER_AT_CALL.features.map(({ name }) => name);
    expect(spam).toMatchObject({
      name: 'spam_classifier',
      passport: { modelType: 'classification', algorithm: 'random_forest', classes: ['not_spam', 'spam'], features, data: { source: 'synthetic' }, evaluation: expect.stringMatching(/^\d+ calls of simulated runs held out whole \(seeds 3\)/) as string },
    });
    expect(spam?.passport.metrics['auc']?.value).toBeGreaterThan(0.9);
    expect(anomaly).toMatchObject({ name: 'anomaly_detector', passport: { modelType: 'anomaly', algorithm: 'isolation_forest', classes: [], features, data: { source: 'synthetic' }, metrics: {} } });
  });

  it('are judged on seeds that they did not learn from', () => {
    const seeds = [...SHIPPED_RUNS.learnt, ...SHIPPED_RUNS.judged].map(({ seed }) => seed);
    expect(new Set(seeds).size).toBe(seeds.length);
  });
});

describe('simulated vectors', () => {
  it('are of numbers seen before, run after run, and as many as asked for', () => {
    const all = simulatedVectors(SMALL.learnt, { share: 1, seed: 1 });
    const { rows, columns, values } = all.data.features;
    expect(all.bounds).toEqual([0, expect.any(Number) as number, rows]);
    expect(all.data.labels).toHaveLength(rows);
    for (let row = 0; row < rows; row++) expect((values[row * columns] as number) + (values[row * columns + 1] as number)).toBeGreaterThan(0);
    const half = simulatedVectors(SMALL.learnt, { share: 0.5, seed: 1 });
    expect(half.data.features.rows / rows).toBeCloseTo(0.5, 1);
  });
});

describe('the folder of models that ship', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pas-ship-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const told = (atMs: number, isVerifying = false): readonly string[] => writeShipped(first, { folder, atMs, isVerifying }).map(({ state }) => state);
  const sheet = (): Sheet => JSON.parse(readFileSync(join(folder, 'spam_classifier.json'), 'utf8')) as Sheet;

  it('is written once: the same models again change no byte', () => {
    expect([told(1, true), told(1)]).toEqual([['differs', 'differs'], ['written', 'written']]);
    expect([told(2), told(2, true)]).toEqual([['same', 'same'], ['same', 'same']]);
    expect(sheet()).toMatchObject({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string, passport: { trainedMs: 1, featureSet: { name: 'caller_at_call', version: 1 } } });
  });

  it.each([
    ['other bytes', 'spam_classifier.model', (text: string) => `${text} `],
    ['another seed', 'spam_classifier.json', (text: string) => text.replace('"seed":1', '"seed":2')],
    ['another version of its features', 'spam_classifier.json', (text: string) => text.replace('"version":1', '"version":0')],
    ['no passport', 'spam_classifier.json', () => '{'],
  ])('that holds %s is told from the right one, and written anew', (_name, file, change) => {
    told(1);
    writeFileSync(join(folder, file), change(readFileSync(join(folder, file), 'latin1')), 'latin1');
    expect([told(2, true), told(2), told(3, true)]).toEqual([['differs', 'same'], ['written', 'same'], ['same', 'same']]);
  });
});
