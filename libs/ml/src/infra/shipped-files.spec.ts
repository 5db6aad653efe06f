import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { serve } from '../app/serve.js';
import type { Prediction } from '../app/served-model.js';
import { addCall, CALLER_AT_CALL, emptyHistory, vectorAt, type HistoricCall } from '../core/index.js';
import { ShippedFiles } from './shipped-files.js';

const MOST_BYTES = 500_000;
const NOW_MS = Date.UTC(2026, 10, 22);
const shipped = new ShippedFiles();

async function predict(name: string, vector: Float64Array): Promise<Prediction> {
  const { passport, artifact } = await shipped.read(name);
  const model = serve({ name, version: 1, artifactId: name, passport, createdMs: 0 }, artifact);
  return model.predict({ rows: 1, columns: vector.length, values: vector })[0] as Prediction;
}

/** A number that made a call every two hours up to now, each to the user that `userOf` says. */
function vectorOf(calls: number, userOf: (index: number) => number, call: Pick<HistoricCall['call'], 'outcome' | 'durationMs'>): Float64Array {
  const history = emptyHistory();
  for (let index = 0; index < calls; index++) {
    addCall(history, { userId: userOf(index), occurredAtMs: NOW_MS - (calls - index) * 7_200_000, call: { callerId: 1, direction: 0, localHour: 9 + (index % 9), ...call } });
  }
  return vectorAt(history, { userId: userOf(calls) }, NOW_MS);
}

describe('the models that ship', () => {
  it.each(shipped.names)('%s can be served, knows its features and is small', async (name) => {
    const { artifact, passport, profile } = await shipped.read(name);
    const model = serve({ name, version: 1, artifactId: name, passport, createdMs: 0 }, artifact);
    expect(profile.features).toHaveLength(CALLER_AT_CALL.features.length);
    expect(passport.featureSet).toEqual({ name: CALLER_AT_CALL.name, version: CALLER_AT_CALL.version });
    expect(model.featureNames).toEqual(CALLER_AT_CALL.features.map((feature) => feature.name));
    expect(passport).toMatchObject({ features: model.featureNames, modelType: model.modelType, classes: model.classes, data: { source: 'synthetic' } });
    expect(artifact.length).toBeLessThan(MOST_BYTES);
  });

  it('tell a number that nobody answers from one that one user talks with', async () => {
    const [spam, friend] = [vectorOf(30, (index) => index, { outcome: 2, durationMs: undefined }), vectorOf(30, () => 1, { outcome: 0, durationMs: 200_000 })];
    expect(await predict('spam_classifier', spam)).toMatchObject({ label: 'spam', interval: [expect.any(Number), expect.any(Number)] });
    expect(await predict('spam_classifier', friend)).toMatchObject({ label: 'not_spam' });
    const strange = await predict('anomaly_detector', Float64Array.from(friend, (value) => value * 1000));
    expect(strange).toMatchObject({ anomalous: true });
  });

  it('are refused where their bytes are not those of their passport', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pas-shipped-'));
    cpSync(join(__dirname, '../../shipped'), folder, { recursive: true });
    const copies = new ShippedFiles(pathToFileURL(`${folder}/`));
    await expect(copies.read('spam_classifier')).resolves.toMatchObject({ name: 'spam_classifier' });
    const file = join(folder, 'spam_classifier.model');
    writeFileSync(file, readFileSync(file).subarray(1));
    await expect(copies.read('spam_classifier')).rejects.toThrow('spam_classifier.model is not what its passport speaks of');
    rmSync(folder, { recursive: true });
  });
});
