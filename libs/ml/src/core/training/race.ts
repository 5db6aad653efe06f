import type { Algorithm, Hyperparameters, TrainingSet } from '../algorithms/algorithm.js';
import type { Fold } from '../folds/fold.js';
import type { Candidate } from '../search/search-space.js';
import { leaderboard, nextTrials, report, type SearchState, type Trial, type TrialOutcome } from '../search/successive-halving.js';
import { judge, type Judged } from './judge.js';
import { shrink } from './shrink.js';

export interface Course {
  readonly set: TrainingSet;
  readonly folds: readonly Fold[];
  readonly algorithms: readonly Algorithm[];
  /** For the race and the training of its winner. */
  readonly seconds: number;
  readonly seed: number;
  readonly batchRows: number;
  /** Milliseconds, from wherever. */
  readonly now: () => number;
  /** Hears the share of the budget that is spent, 0–1. */
  readonly progress: (done: number) => void;
  /** Lower is better; undefined where it cannot be told. */
  readonly loss: (judged: Judged) => number | undefined;
}

/** How long training takes is guessed from trials on fewer rows; the winner is left this many times the guess. */
const RESERVE = 1.3;

class OutOfTime extends Error {}

const rowsLearnt = (folds: readonly Fold[]): number => folds.reduce((rows, { train }) => rows + train.length, 0);

/** The algorithm a candidate is of, and all its hyperparameters. @throws Error where a search space and an algorithm disagree */
export function settle(algorithms: readonly Algorithm[], candidate: Pick<Candidate, 'algorithm' | 'hyperparameters'>): { readonly algorithm: Algorithm; readonly hyperparameters: Hyperparameters } {
  const algorithm = algorithms.find(({ name }) => name === candidate.algorithm);
  const checked = algorithm?.check(candidate.hyperparameters);
  if (algorithm === undefined || checked === undefined || 'errors' in checked) throw new Error(`${candidate.algorithm} does not take ${JSON.stringify(candidate.hyperparameters)}`);
  return { algorithm, hyperparameters: checked.values };
}

class Race {
  private readonly startMs: number;
  private readonly endMs: number;
  /** By candidate: the time that its training is to be left. */
  private readonly reservedMs = new Map<number, number>();

  constructor(private readonly course: Course) {
    this.startMs = course.now();
    this.endMs = this.startMs + course.seconds * 1000;
  }

  run(start: SearchState): SearchState {
    const trials = start.rungs.reduce((sum, { size }) => sum + size, 0);
    let state = start;
    for (let trial = this.next(state); trial !== undefined; trial = this.next(state)) {
      const share = state.results.length / trials;
      state = report(state, trial, this.try(trial, this.reserveOf(state), (spent) => this.course.progress(Math.max(share, spent))));
    }
    return state;
  }

  private next(state: SearchState): Trial | undefined {
    return nextTrials(state, this.endMs - this.reserveOf(state) - this.course.now())[0];
  }

  /** Who leads could win at any moment: its training must go on fitting in. */
  private reserveOf(state: SearchState): number {
    const [leader] = leaderboard(state);
    return leader?.score == null ? 0 : (this.reservedMs.get(leader.candidate.id) ?? 0);
  }

  /** Stops where the leader's training would no longer fit in, or the candidate's own. */
  private try({ candidate, share }: Trial, leaderMs: number, spent: (share: number) => void): TrialOutcome {
    const { set, batchRows, seed, now, loss } = this.course;
    // All of a rung learn from the same rows: what differs is their own doing.
    const folds = this.course.folds.map((fold) => shrink(fold, set, share, seed));
    const timesLonger = (RESERVE * (rowsLearnt(this.course.folds) + set.features.rows)) / rowsLearnt(folds);
    const begunMs = now();
    const progress = (): void => {
      const nowMs = now();
      if (nowMs + Math.max(leaderMs, timesLonger * (nowMs - begunMs)) > this.endMs) throw new OutOfTime();
      spent((nowMs - this.startMs) / (this.endMs - this.startMs));
    };
    try {
      const judged = judge(set, folds, { ...settle(this.course.algorithms, candidate), seed: candidate.seed, batchRows, progress });
      this.reservedMs.set(candidate.id, timesLonger * (now() - begunMs));
      return { score: negative(loss(judged)), durationMs: now() - begunMs };
    } catch (error) {
      if (error instanceof OutOfTime) return { score: undefined, durationMs: now() - begunMs };
      throw error;
    }
  }
}

function negative(loss: number | undefined): number | undefined {
  return loss === undefined ? undefined : -loss;
}

/** Runs the trials of a search one after the other, as long as there is time for the next and for the training of the best so far. */
export function race(start: SearchState, course: Course): SearchState {
  return new Race(course).run(start);
}
