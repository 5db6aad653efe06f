import { rescoring } from './rescore.js';
import { ScoreShadow } from './score-shadow.js';
import { classifier, MemoryShadowLog } from './watching.fixture.js';

const contest = { model: 'm', champion: 1, challenger: 2, challengerMs: 0 };
const rescore = rescoring(classifier(), classifier({ version: 2, featureNames: ['y'] }))!;

it('a challenger answers each row once, and at most 5,000 in a run', async () => {
  const log = new MemoryShadowLog(Array.from({ length: 5100 }, (_, id) => ({ id, vector: Float64Array.of(0, id / 5100) })));
  const shadow = new ScoreShadow(log);
  expect([await shadow.execute(contest, rescore), await shadow.execute(contest, rescore), await shadow.execute(contest, rescore)]).toEqual([5000, 100, 0]);
  expect(log.kept).toHaveLength(5100);
  expect(log.kept[51]).toEqual({ id: 51, outcome: [0.99, 0.01] });
});
