import { classLoss } from '../../core/index.js';
import type { LabelledPair } from './promotion-tests.js';
import { TestPromotion } from './test-promotion.js';
import { MemoryTests } from './watching.fixture.js';

const contest = { model: 'm', champion: 1, challenger: 2, challengerMs: 0 };
const losses = { champion: classLoss, challenger: classLoss };
const pairs = (count: number, champion: number, challenger: number, label = 1): LabelledPair[] =>
  Array.from({ length: count }, () => ({ champion: [1 - champion, champion], challenger: [1 - challenger, challenger], label }));

describe('a promotion test', () => {
  it.each([
    ['promote', 0.2, 0.9, /^version 2 lost less than version 1 on \d+ predictions whose truth came: evidence \S+ of the 20/],
    ['keep', 0.9, 0.2, /^version 1 lost less than version 2/],
  ] as const)('ends with the decision to %s, once', async (decision, champion, challenger, reason) => {
    const tests = new MemoryTests(pairs(200, champion, challenger));
    const step = await new TestPromotion(tests).execute(contest, losses);
    expect(step?.decision).toBe(decision);
    expect(tests.pairs).toHaveLength(200 - step!.pairs);
    const details = expect.objectContaining({ decision, pairs: step!.pairs, champion: 1, challenger: 2 });
    expect(tests.settled).toEqual([{ decision, reason: expect.stringMatching(reason), details }]);
    expect(await new TestPromotion(tests).execute(contest, losses)).toEqual({ pairs: 0, decision: 'undecided' });
    expect(tests.settled).toHaveLength(1);
  });

  it('goes on where it stood', async () => {
    const [whole, parts] = [new MemoryTests(pairs(40, 0.45, 0.55)), new MemoryTests(pairs(15, 0.45, 0.55))];
    expect(await new TestPromotion(whole).execute(contest, losses)).toEqual({ pairs: 40, decision: 'undecided' });
    await new TestPromotion(parts).execute(contest, losses);
    parts.pairs = pairs(25, 0.45, 0.55);
    await new TestPromotion(parts).execute(contest, losses);
    expect(parts.test).toEqual(whole.test);
  });

  it('passes over labels that are no class', async () => {
    const tests = new MemoryTests(pairs(30, 0, 1, 7));
    expect(await new TestPromotion(tests).execute(contest, losses)).toEqual({ pairs: 30, decision: 'undecided' });
    expect(tests.test?.pairs).toBe(0);
  });

  it('is none where the aliases have changed', async () => {
    const tests = new MemoryTests([]);
    tests.advance = async () => undefined;
    expect(await new TestPromotion(tests).execute(contest, losses)).toBeUndefined();
  });
});
