import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Artifacts } from '../app/artifacts.js';
import { DiskArtifacts } from './disk-artifacts.js';

class Counted extends Artifacts {
  reads = 0;
  dropped: string[] = [];
  keep(): Promise<string> { return Promise.resolve('kept'); }
  read(): Promise<Uint8Array> { this.reads++; return Promise.resolve(Uint8Array.of(1, 2, 3)); }
  drop(id: string): Promise<void> { this.dropped.push(id); return Promise.resolve(); }
}

let folder: string;
let origin: Counted;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pas-models-'));
  origin = new Counted();
});
afterEach(() => rmSync(folder, { recursive: true }));

const bytes = async (artifacts: Artifacts): Promise<number[]> => [...(await artifacts.read('a'))];

it('fetches once, also for the next process', async () => {
  const inner = join(folder, 'made', 'by', 'it');
  expect(await bytes(new DiskArtifacts(origin, inner))).toEqual([1, 2, 3]);
  expect(await bytes(new DiskArtifacts(origin, inner))).toEqual([1, 2, 3]);
  expect([origin.reads, readdirSync(inner)]).toEqual([1, ['a.model']]);
});

it('fetches again what was damaged', async () => {
  const artifacts = new DiskArtifacts(origin, folder);
  await artifacts.read('a');
  const file = join(folder, 'a.model');
  const stored = readFileSync(file);
  stored[stored.length - 1] = 9;
  writeFileSync(file, stored);
  expect(await bytes(artifacts)).toEqual([1, 2, 3]);
  expect([origin.reads, readFileSync(file).at(-1)]).toEqual([2, 3]);
});

it('serves where the folder cannot be made', async () => {
  writeFileSync(join(folder, 'file'), '');
  expect(await bytes(new DiskArtifacts(origin, join(folder, 'file', 'models')))).toEqual([1, 2, 3]);
});

it('drops both', async () => {
  const artifacts = new DiskArtifacts(origin, folder);
  await artifacts.read('a');
  await artifacts.drop('a');
  expect([origin.dropped, readdirSync(folder), await artifacts.keep(Uint8Array.of())]).toEqual([['a'], [], 'kept']);
});
