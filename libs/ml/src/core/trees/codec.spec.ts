import fc from 'fast-check';
import { randomForest } from '../algorithms/random-forest.js';
import { ByteReader, ByteWriter } from '../data/bytes.js';
import { readEnsemble, writeEnsemble } from './codec.js';
import { scorerOf } from './predict.js';
import type { Tree, TreeEnsemble } from './tree.js';
import { matrixOf, randomSet } from './trees.fixture.js';

const bytesOf = (ensemble: TreeEnsemble): Uint8Array => {
  const writer = new ByteWriter();
  writeEnsemble(writer, ensemble);
  return writer.bytes();
};
const read = (bytes: Uint8Array): TreeEnsemble => {
  const reader = new ByteReader(bytes);
  const ensemble = readEnsemble(reader);
  reader.end();
  return ensemble;
};

const leaf = (value: readonly number[], cover: number): Tree => ({
  feature: Int16Array.of(-1),
  threshold: Float64Array.of(0),
  missingLeft: Uint8Array.of(0),
  left: Int32Array.of(-1),
  right: Int32Array.of(-1),
  cover: Float64Array.of(cover),
  value: Float64Array.from(value),
  outputs: value.length,
});
const stump: Tree = {
  feature: Int16Array.of(1, -1, -1),
  threshold: Float64Array.of(-0.1, 0, 0),
  missingLeft: Uint8Array.of(1, 0, 0),
  left: Int32Array.of(1, -1, -1),
  right: Int32Array.of(2, -1, -1),
  cover: Float64Array.of(3.5, 1.25, 2.25),
  value: Float64Array.of(0.1, 1 / 3, 1e300),
  outputs: 1,
};
const ensembleOf = (trees: readonly Tree[], outputs = 1): TreeEnsemble => ({ columns: 2, outputs, base: new Float64Array(outputs).fill(0.7), scale: 0.01, trees });

const { hyperparameters, ...chance } = { hyperparameters: { trees: 4, maxDepth: 5 }, seed: 1, progress: () => undefined };
const checked = randomForest.check(hyperparameters);
if (!('values' in checked)) throw new Error('hyperparameters');
const set = randomSet(120, ([one, other, third]) => Number(one! > other! || third! > 0.8));
const forest = randomForest.fit(set, { hyperparameters: checked.values, ...chance });
const forestBytes = randomForest.encode(forest);

describe('the bytes of trees', () => {
  it.each([
    ['no tree', ensembleOf([])],
    ['a leaf', ensembleOf([leaf([0.5], 7)])],
    ['numbers of double precision', ensembleOf([stump, leaf([2 ** 40], 2 ** 40)])],
    ['trees of one output and of all', ensembleOf([leaf([1], 1), leaf([0.25, 0.5, 0.25], 1)], 3)],
  ])('hold %s', (_name, ensemble) => expect(read(bytesOf(ensemble))).toEqual(ensemble));

  it('bring children that stand anywhere into order', () => {
    const swapped = { ...stump, left: Int32Array.of(2, -1, -1), right: Int32Array.of(1, -1, -1) };
    const restored = read(bytesOf(ensembleOf([swapped])));
    expect(restored.trees[0]!.cover).toEqual(Float64Array.of(3.5, 2.25, 1.25));
    const rows = matrixOf([[0, -1], [0, 1], [0, null]]);
    expect(scorerOf(restored)(rows)).toEqual(scorerOf(ensembleOf([swapped]))(rows));
  });

  it('take a few bytes a node', () => {
    const nodes = (forest as unknown as { ensemble: TreeEnsemble }).ensemble.trees.reduce((sum, tree) => sum + tree.feature.length, 0);
    expect(forestBytes.length).toBeLessThan(200 + nodes * 16);
    expect(nodes).toBeGreaterThan(40);
  });

  it('are refused when cut short anywhere', () => {
    for (let length = 0; length < forestBytes.length; length++) expect(() => randomForest.decode(forestBytes.subarray(0, length))).toThrow();
  });

  it('are refused when there are more of them', () => expect(() => randomForest.decode(Uint8Array.of(...forestBytes, 0))).toThrow('1 bytes follow the end'));

  it('are a model that can score or are refused, whatever became of them', () => {
    const changes = fc.array(fc.tuple(fc.nat(forestBytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
    let refused = 0;
    fc.assert(
      fc.property(changes, (changed) => {
        const bytes = forestBytes.slice();
        changed.forEach(([at, byte]) => (bytes[at] = byte));
        const model = modelOf(bytes);
        if (model === undefined) refused++;
        else expect(model.rawScores({ rows: 1, columns: model.columns, values: new Float64Array(model.columns) })).toHaveLength(model.outputs);
      }),
      { numRuns: 500 },
    );
    expect(refused).toBeGreaterThan(0);
  });

  it.each([
    ['no columns', [2, 0, 1], 'the number of columns is 0'],
    ['more thresholds than bytes', [2, 1, 1, ...new Array<number>(16).fill(0), 255, 255, 255, 255, 15], 'the number of thresholds'],
    ['a number without end', new Array<number>(12).fill(255), 'or it is too long'],
    ['a scale that is none', [2, 1, 1, 0, 0, 0, 0, 0, 0, 0xf8, 0x7f], 'the scale is NaN'],
    ['several classes with one output', [3, 1, 1, ...new Array<number>(16).fill(0), 0, 0], '1 outputs for 3 classes'],
  ])('name what is wrong: %s', (_name, bytes, message) => expect(() => randomForest.decode(Uint8Array.from(bytes))).toThrow(message));
});

function modelOf(bytes: Uint8Array): ReturnType<typeof randomForest.decode> | undefined {
  try {
    return randomForest.decode(bytes);
  } catch (error) {
    expect(error).toBeInstanceOf(Error);
    return undefined;
  }
}
