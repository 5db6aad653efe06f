import { countPairs, startPromotionTest, type PromotionTest } from '../../core/index.js';
import type { ServedModel } from '../served-model.js';
import { RolledBack } from './rolled-back.js';
import { RunContest } from './run-contest.js';
import { ScoreShadow } from './score-shadow.js';
import { TestPromotion } from './test-promotion.js';
import { classifier, MemoryAudit, MemoryShadowLog, MemoryTests, modelsOf, registryOf } from './watching.fixture.js';

const champion = classifier();
const pair = { champion: [0.5, 0.5], challenger: [0.4, 0.6], label: 1 };
const settled = countPairs(startPromotionTest(), Array.from({ length: 50 }, () => [0, 1] as const), 0.05).test;
const NONE = { shadowScored: 0, pairs: 0, decision: null };

interface Given {
  readonly challenger?: ServedModel;
  readonly aliases?: Readonly<Record<string, number>>;
  readonly test?: PromotionTest;
  readonly fallen?: readonly number[];
}

async function run({ challenger = classifier({ version: 2 }), aliases = { champion: 1, challenger: 2 }, test = startPromotionTest(), fallen = [] }: Given) {
  const [audit, tests] = [new MemoryAudit(), new MemoryTests([pair, pair], test)];
  for (const version of fallen) await audit.record({ model: 'm', version, action: 'rolled_back', by: 'service', reason: '', details: {} });
  const log = new MemoryShadowLog([{ id: 1, vector: Float64Array.of(0, 1) }]);
  return new RunContest({
    registry: registryOf({ aliases }), models: modelsOf(champion, challenger), tests, rolledBack: new RolledBack(audit),
    scoreShadow: new ScoreShadow(log), testPromotion: new TestPromotion(tests),
  }).execute(champion);
}

it('a challenger scores in shadow and is tested', async () => expect(await run({ fallen: [7] })).toEqual({ shadowScored: 1, pairs: 2, decision: 'undecided' }));

it.each<[string, Given]>([
  ['there is none', { aliases: { champion: 1 } }],
  ['it is the champion', { aliases: { champion: 1, challenger: 1 } }],
  ['it fell as champion', { fallen: [2] }],
  ['the test is settled', { test: settled }],
  ['it wants a feature that is not logged', { challenger: classifier({ version: 2, featureNames: ['x', 'z'] }) }],
])('no challenger contends where %s', async (_name, given) => expect(await run(given)).toEqual(NONE));
