import fc from 'fast-check';
import { seededRandom, type Random } from '#kernel';
import { addPair, mergePromotionTests, promotionVerdict, startPromotionTest, type PromotionTest } from './promotion-test.js';

const ALPHA = 0.05;
type Losses = (random: Random) => readonly [champion: number, challenger: number];

/** Right or wrong with a stated chance, each on its own. */
const errors = (champion: number, challenger: number): Losses => (random) => [Number(random.next() < champion), Number(random.next() < challenger)];

/** Squared distances of two noisy probabilities of one event. */
const squared = (championNoise: number, challengerNoise: number): Losses => (random) => {
  const chance = 0.25 + random.next() / 2;
  const happened = Number(random.next() < chance);
  const loss = (noise: number): number => (chance + noise * (random.next() - 0.5) - happened) ** 2;
  return [loss(championNoise), loss(challengerNoise)];
};

/** Share of seeded runs that say `wanted` at any of `pairs` looks. */
function shareOf(wanted: string, losses: Losses, { runs, pairs }: { readonly runs: number; readonly pairs: number }): number {
  let said = 0;
  for (let run = 0; run < runs; run++) {
    const random = seededRandom(run);
    let test = startPromotionTest();
    for (let pair = 0; pair < pairs; pair++) {
      test = addPair(test, ...losses(random));
      if (promotionVerdict(test, ALPHA).decision !== wanted) continue;
      said++;
      break;
    }
  }
  return said / runs;
}

describe('a promotion test that is looked at after every pair', () => {
  it.each([
    ['equal rates of errors', errors(0.5, 0.5)], ['equally noisy probabilities', squared(0.5, 0.5)],
  ])('promotes no more often than stated by chance: %s', (_name, losses) => {
    expect(shareOf('promote', losses, { runs: 2000, pairs: 100 })).toBeLessThanOrEqual(ALPHA);
  });

  it.each([['fewer errors', errors(0.3, 0.15), 800], ['better probabilities', squared(0.5, 0.05), 1000]])('nearly always finds a real gap: %s', (_name, losses, pairs) => {
    expect(shareOf('promote', losses, { runs: 100, pairs })).toBeGreaterThan(0.9);
  });

  it('nearly always keeps a better champion', () => expect(shareOf('keep', errors(0.15, 0.3), { runs: 100, pairs: 800 })).toBeGreaterThan(0.9));
});

describe('a promotion test', () => {
  const loss = fc.double({ min: 0, max: 1, noNaN: true });
  const pairs = fc.array(fc.tuple(loss, loss), { maxLength: 40 });
  const testOf = (given: readonly (readonly [number, number])[]): PromotionTest => given.reduce((test, pair) => addPair(test, ...pair), startPromotionTest());

  it('is undecided before it begins', () =>
    expect(promotionVerdict(startPromotionTest(), ALPHA)).toEqual({ decision: 'undecided', evidence: 1, counterEvidence: 1, meanGap: undefined }));

  it('bets on both sides alike, and comes back from JSON', () => {
    fc.assert(fc.property(pairs, (given) => {
      const verdict = promotionVerdict(testOf(given), ALPHA);
      const mirrored = promotionVerdict(JSON.parse(JSON.stringify(testOf(given.map(([champion, challenger]) => [challenger, champion])))) as PromotionTest, ALPHA);
      expect([mirrored.evidence, mirrored.counterEvidence]).toEqual([expect.closeTo(verdict.counterEvidence, 9), expect.closeTo(verdict.evidence, 9)]);
    }));
  });

  it('can be taken in parts', () => {
    fc.assert(fc.property(pairs, pairs, (early, late) => {
      const [merged, whole] = [mergePromotionTests(testOf(early), testOf(late)), testOf([...early, ...late])];
      const [found, expected] = [promotionVerdict(merged, ALPHA), promotionVerdict(whole, ALPHA)];
      expect(found.evidence / expected.evidence).toBeCloseTo(1, 9);
      expect([found.decision, merged.pairs]).toEqual([expected.decision, whole.pairs]);
    }));
  });

  it('has capital that a fair coin cannot raise on average', () => {
    const [won, lost] = [testOf([[1, 0]]), testOf([[0, 1]])];
    expect((promotionVerdict(won, ALPHA).evidence + promotionVerdict(lost, ALPHA).evidence) / 2).toBeCloseTo(1, 12);
  });

  it('has evidence that is a number however much there is', () => {
    const test = { ...startPromotionTest(), pairs: 1, onChallenger: new Array<number>(7).fill(5000), onChampion: new Array<number>(7).fill(-5000) };
    expect(promotionVerdict(test, ALPHA)).toMatchObject({ decision: 'promote', evidence: Number.MAX_VALUE, counterEvidence: 0 });
  });

  it.each([[1.1, 0], [0, -0.1], [NaN, 0]])('refuses losses of %d and %d', (champion, challenger) =>
    expect(() => addPair(startPromotionTest(), champion, challenger)).toThrow('outside 0…1'));
});
