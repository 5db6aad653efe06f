import { seededRandom } from '#kernel';
import { algorithmNamed, neuralNetworkBy, startPromotionTest } from '../../core/index.js';
import type { Algorithm } from '../../core/algorithms/algorithm.js';
import { readTrainingData, type TrainingData } from '../../core/data/training-data.js';
import { startPlainLearning } from '../../core/networks/plain-learning.fixture.js';
import { trainModel } from '../../core/training/train.js';
import type { ModelVersion } from '../model-registry.js';
import { serve } from '../serve.js';
import type { InstantModel } from '../served-model.js';
import type { LabelledPair } from './promotion-tests.js';
import { cellsOf } from './rescore.js';
import { RolledBack } from './rolled-back.js';
import { RunContest } from './run-contest.js';
import { ScoreShadow } from './score-shadow.js';
import { TestPromotion } from './test-promotion.js';
import { MemoryAudit, MemoryShadowLog, MemoryTests, modelsOf, registryOf } from './watching.fixture.js';

const NAMES = ['u', 'v', 'w', 'x', 'y', 'z'];
const [LEARNT, ASKED] = [400, 1500];

type World = (row: readonly number[]) => boolean;

/** What a linear network cannot see, and what small trees see only roughly. */
const WORLDS: Readonly<Record<string, World>> = {
  checkerboard: ([x = 0, y = 0]) => x > 0 !== y > 0,
  slope: (row) => row.reduce((sum, value) => sum + value, 0) > 0,
};
const NETWORK = { algorithm: neuralNetworkBy(startPlainLearning), given: { layers: [], epochs: 20, dropout: 0, learningRate: 0.05 } };
const TREES = { algorithm: algorithmNamed('gradient_boosted_trees') as Algorithm, given: { trees: 20, maxDepth: 3 } };

const drawn = (rows: number, seed: number): number[][] => {
  const random = seededRandom(seed);
  return Array.from({ length: rows }, () => NAMES.map(() => 2 * random.next() - 1));
};

function learnt(world: World, { algorithm, given }: typeof NETWORK | typeof TREES, version: number): InstantModel {
  const features = drawn(LEARNT, 1);
  const data = readTrainingData({ features, labels: features.map((row) => (world(row) ? 'answered' : 'missed')), featureNames: NAMES }, 'classification') as TrainingData;
  const { values: hyperparameters } = algorithm.check(given) as { values: Record<string, unknown> };
  const { artifact, ...found } = trainModel(data, { modelType: 'classification', algorithm, hyperparameters, seed: 1, batchRows: 1000, progress: () => undefined });
  const passport = { modelType: 'classification', ...found } as unknown as ModelVersion['passport'];
  return serve({ name: 'behavior_predictor', version, artifactId: `a${version}`, passport, createdMs: 0 }, artifact);
}

/** What both said of calls that neither learnt from, and how those ended. */
function pairsOf(world: World, champion: InstantModel, challenger: InstantModel): LabelledPair[] {
  const asked = drawn(ASKED, 2);
  const matrix = { rows: ASKED, columns: NAMES.length, values: Float64Array.from(asked.flat()) };
  const classes = champion.classes.map(String);
  const [known, fresh] = [champion.predict(matrix), challenger.predict(matrix)];
  return asked.map((row, at) => ({
    champion: cellsOf(known[at]!, classes), challenger: cellsOf(fresh[at]!, classes), label: classes.indexOf(world(row) ? 'answered' : 'missed'),
  }));
}

it.each([
  ['checkerboard', 'network', 'trees', 'promote'], ['checkerboard', 'trees', 'network', 'keep'],
  ['slope', 'trees', 'network', 'promote'], ['slope', 'network', 'trees', 'keep'],
])('under one name the better is served: on a %s the %s against the %s', async (name, served, challenging, decision) => {
  const world = WORLDS[name] as World;
  const ways = { network: NETWORK, trees: TREES } as Readonly<Record<string, typeof NETWORK | typeof TREES>>;
  const [champion, challenger] = [learnt(world, ways[served]!, 1), learnt(world, ways[challenging]!, 2)];
  const tests = new MemoryTests(pairsOf(world, champion, challenger), startPromotionTest());
  const run = await new RunContest({
    registry: registryOf({ aliases: { champion: 1, challenger: 2 } }), models: modelsOf(champion, challenger), tests, rolledBack: new RolledBack(new MemoryAudit()),
    scoreShadow: new ScoreShadow(new MemoryShadowLog([{ id: 1, vector: new Float64Array(NAMES.length) }])), testPromotion: new TestPromotion(tests),
  }).execute(champion);
  expect(run).toMatchObject({ shadowScored: 1, decision });
});
