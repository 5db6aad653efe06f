import fc from 'fast-check';
import { drawCandidates, type Candidate, type SearchSpace } from './search-space.js';
import { leaderboard, nextTrials, report, startSearch, type SearchState, type Trial } from './successive-halving.js';

const SPACES: readonly SearchSpace[] = [
  { algorithm: 'forest', ranges: { trees: { kind: 'whole', lowest: 10, highest: 12 }, maxFeatures: { kind: 'choice', options: ['sqrt', 'all'] } } },
  { algorithm: 'boosted', ranges: { learningRate: { kind: 'real', lowest: 0.001, highest: 1, scale: 'logarithmic' } } },
];
const quality = ({ id }: Candidate): number => (id * 7) % 31;

/** Runs every due trial; `pick` chooses which of them is next. */
function run(state: SearchState, score: (trial: Trial) => number | undefined, pick = (trials: readonly Trial[]): Trial => trials[0]!): SearchState {
  let search = state;
  for (let due = nextTrials(search, Infinity); due.length > 0; due = nextTrials(search, Infinity)) {
    const trial = pick(due);
    search = report(search, trial, { score: score(trial), durationMs: 100 * trial.share });
  }
  return search;
}

describe('drawCandidates', () => {
  const drawn = drawCandidates(SPACES, 2000, 5);
  const valuesOf = (name: string): unknown[] => drawn.map(({ hyperparameters }) => hyperparameters[name]).filter((value) => value !== undefined);

  it('takes the algorithms in turn, each with its defaults first', () => {
    expect(drawn.slice(0, 3).map(({ id, algorithm }) => [id, algorithm])).toEqual([[0, 'forest'], [1, 'boosted'], [2, 'forest']]);
    expect(drawn.slice(0, 2).map(({ hyperparameters }) => hyperparameters)).toEqual([{}, {}]);
    expect(Object.keys(drawn[2]!.hyperparameters)).toEqual(['maxFeatures', 'trees']);
  });

  it('covers its ranges evenly, on their scale', () => {
    for (const trees of [10, 11, 12]) expect(valuesOf('trees').filter((value) => value === trees).length).toBeGreaterThan(280);
    expect(valuesOf('trees').every((value) => [10, 11, 12].includes(value as number))).toBe(true);
    expect(new Set(valuesOf('maxFeatures'))).toEqual(new Set(['sqrt', 'all']));
    const rates = valuesOf('learningRate') as number[];
    expect(rates.every((rate) => rate >= 0.001 && rate <= 1)).toBe(true);
    for (const bound of [0.001, 0.01, 0.1]) expect(rates.filter((rate) => rate >= bound && rate < bound * 10).length).toBeGreaterThan(280);
  });

  it('is a matter of the seed', () => {
    expect(drawCandidates(SPACES, 9, 5)).toEqual(drawn.slice(0, 9));
    expect(drawCandidates(SPACES, 9, 6)).not.toEqual(drawn.slice(0, 9));
    expect(new Set(drawn.map(({ seed }) => seed)).size).toBe(2000);
  });

  it('needs somewhere to search', () => expect(() => drawCandidates([], 1, 1)).toThrow('nothing to search in'));
});

describe('a search', () => {
  it.each([
    [1, [[1, 1]]], [6, [[6, 1]]], [7, [[4, 1 / 9], [2, 1 / 3], [1, 1]]], [8, [[5, 1 / 9], [2, 1 / 3], [1, 1]]],
    [13, [[9, 1 / 9], [3, 1 / 3], [1, 1]]], [60, [[41, 1 / 9], [14, 1 / 3], [5, 1]]],
  ])('of %d trials has the rungs %j', (trials, expected) =>
    expect(startSearch(SPACES, trials, 1).rungs.map(({ size, share }) => [size, share])).toEqual(expected));

  it('keeps to its trials and finds the best candidate where more rows change nothing', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 90 }), fc.nat(), (trials, seed) => {
      const search = run(startSearch(SPACES, trials, seed), ({ candidate }) => quality(candidate));
      const best = leaderboard(search)[0]!;
      expect(search.results.length).toBeLessThanOrEqual(trials);
      expect([best.share, best.score]).toEqual([1, Math.max(...search.candidates.map(quality))]);
    }));
  });

  it('ends alike in whatever order the trials of a rung come in, also from JSON', () => {
    const start = startSearch(SPACES, 40, 3);
    const forward = run(start, ({ candidate }) => quality(candidate) % 5);
    const backward = run(JSON.parse(JSON.stringify(start)) as SearchState, ({ candidate }) => quality(candidate) % 5, (trials) => trials.at(-1)!);
    expect(leaderboard(backward)).toEqual(leaderboard(forward));
  });

  it('opens a rung when the one before is reported, to its best, best first', () => {
    let search = startSearch(SPACES, 13, 1);
    const first = nextTrials(search, Infinity);
    for (const trial of first.slice(0, 8)) search = report(search, trial, { score: quality(trial.candidate), durationMs: 1 });
    expect(nextTrials(search, Infinity)).toEqual([first[8]]);
    search = report(search, first[8]!, { score: 100, durationMs: 1 });
    expect(nextTrials(search, Infinity).map(({ rung, share, candidate }) => [rung, share, candidate.id])).toEqual([[1, 1 / 3, 8], [1, 1 / 3, 4], [1, 1 / 3, 3]]);
  });

  it('drops what fails, and says so at the end of the leaderboard', () => {
    const search = run(startSearch(SPACES, 13, 1), ({ candidate, rung }) => (candidate.id === 8 || (candidate.id === 4 && rung === 2) ? undefined : quality(candidate)));
    const board = leaderboard(search);
    expect(board.map(({ candidate }) => candidate.id)).toEqual([3, 7, 2, 6, 1, 5, 0, 4, 8]);
    expect(board.slice(-2).map(({ score, share }) => [score, share])).toEqual([[null, 1], [null, 1 / 9]]);
  });

  it('ends where everything fails', () => expect(leaderboard(run(startSearch(SPACES, 40, 1), () => NaN)).every(({ score }) => score === null)).toBe(true));

  it('starts no trial that is not expected to end in time', () => {
    let search = startSearch(SPACES, 13, 1);
    expect(nextTrials(search, 0)).toEqual([]);
    for (const trial of nextTrials(search, 1)) search = report(search, trial, { score: quality(trial.candidate), durationMs: trial.candidate.id === 4 ? 10 : 20 });
    expect([29, 30, 59, 60].map((remainingMs) => nextTrials(search, remainingMs).map(({ candidate }) => candidate.id))).toEqual([[], [4], [4], [4, 8, 3]]);
  });

  it('expects of an algorithm what its slowest trial took', () => {
    let search = startSearch(SPACES, 4, 1);
    search = report(search, nextTrials(search, 50)[0]!, { score: 1, durationMs: 40 });
    expect([39, 40].map((remainingMs) => nextTrials(search, remainingMs).map(({ candidate }) => candidate.id))).toEqual([[1, 3], [1, 2, 3]]);
  });

  it('takes no report twice or out of turn', () => {
    const start = startSearch(SPACES, 13, 1);
    const [trial] = nextTrials(start, Infinity) as [Trial];
    const after = report(start, trial, { score: 1, durationMs: 1 });
    expect(() => report(after, trial, { score: 1, durationMs: 1 })).toThrow('candidate 0 has no trial due in rung 0');
    expect(() => report(start, { ...trial, rung: 1 }, { score: 1, durationMs: 1 })).toThrow('rung 1');
  });

  it.each([0, 1.5, -1])('cannot have %d trials', (trials) => expect(() => startSearch(SPACES, trials, 1)).toThrow(`${trials} trials`));
});
