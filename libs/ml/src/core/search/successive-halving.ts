import { drawCandidates, type Candidate, type SearchSpace } from './search-space.js';

/** A round in which `size` candidates are tried on the same share of the training rows. */
export interface Rung {
  readonly size: number;
  readonly share: number;
}

export interface Trial {
  readonly rung: number;
  /** Share of the training rows to learn from. */
  readonly share: number;
  readonly candidate: Candidate;
}

export interface TrialOutcome {
  /** Higher is better; undefined where the trial failed. */
  readonly score: number | undefined;
  readonly durationMs: number;
}

interface TrialResult {
  readonly candidate: number;
  readonly rung: number;
  readonly score: number | null;
  readonly durationMs: number;
}

/** A search, wherever it stands. Plain JSON where the candidates are. */
export interface SearchState {
  readonly candidates: readonly Candidate[];
  readonly rungs: readonly Rung[];
  readonly results: readonly TrialResult[];
}

/** One candidate in three goes on to the next rung, to learn from three times the rows. */
const SURVIVE_ONE_IN = 3;
const RUNGS = 3;

/** Sizes of the rungs for `first` candidates, each a third of the one before, rounded up. */
const sizesFor = (first: number): number[] => Array.from({ length: RUNGS }, (_, rung) => Math.ceil(first / SURVIVE_ONE_IN ** rung));

/** The widest rungs that keep to the budget. Too few trials to halve all go to whole training sets. */
function rungsFor(trials: number): Rung[] {
  const total = (first: number): number => sizesFor(first).reduce((sum, size) => sum + size, 0);
  let first = 0;
  while (total(first + 1) <= trials) first++;
  if (first <= SURVIVE_ONE_IN) return [{ size: trials, share: 1 }];
  return sizesFor(first).map((size, rung) => ({ size, share: SURVIVE_ONE_IN ** (rung + 1 - RUNGS) }));
}

/**
 * A search by successive halving (Jamieson & Talwalkar 2016): many candidates on few rows, the best third of them on three
 * times the rows, and again. At most `trials` trials. Same spaces, trials, seed and outcomes: same search.
 * @throws Error where trials are not a whole number above 0
 */
export function startSearch(spaces: readonly SearchSpace[], trials: number, seed: number): SearchState {
  if (!Number.isInteger(trials) || trials < 1) throw new Error(`a search of ${trials} trials`);
  const rungs = rungsFor(trials);
  return { candidates: drawCandidates(spaces, (rungs[0] as Rung).size, seed), rungs, results: [] };
}

const resultsOf = ({ results }: SearchState, rung: number): TrialResult[] => results.filter((result) => result.rung === rung);

/** Best first; failures last, equals in the order of their candidates, however they came in. */
function byScore(left: TrialResult, right: TrialResult): number {
  const [worse, better] = [left.score ?? -Infinity, right.score ?? -Infinity];
  return worse === better ? left.candidate - right.candidate : better - worse;
}

/** Who takes part in a rung, best of the rung before first; nobody while that one is still running. */
function entrants(state: SearchState, rung: number): Candidate[] {
  if (rung === 0) return [...state.candidates];
  const before = resultsOf(state, rung - 1);
  if (before.length < entrants(state, rung - 1).length) return [];
  const passed = before.filter(({ score }) => score !== null).sort(byScore).slice(0, state.rungs[rung]?.size);
  return passed.map(({ candidate }) => state.candidates[candidate] as Candidate);
}

/** From the candidate's trial in the rung before, in proportion to the rows; at first from the slowest of its algorithm; else unknown: 0. */
function expectedMs(state: SearchState, { rung, share, candidate }: Trial): number {
  const before = state.results.find((result) => result.rung === rung - 1 && result.candidate === candidate.id);
  if (before) return (before.durationMs * share) / (state.rungs[rung - 1] as Rung).share;
  const ofAlgorithm = resultsOf(state, rung).filter((result) => state.candidates[result.candidate]?.algorithm === candidate.algorithm);
  return ofAlgorithm.reduce((slowest, { durationMs }) => Math.max(slowest, durationMs), 0);
}

/**
 * The trials that may run now, most promising first, in any order or at once: those of the current rung that are not reported
 * and are expected to end within `remainingMs`. None: the search is over. Ask again after each report, as time runs.
 */
export function nextTrials(state: SearchState, remainingMs: number): Trial[] {
  for (const [rung, { share }] of state.rungs.entries()) {
    const reported = new Set(resultsOf(state, rung).map(({ candidate }) => candidate));
    const due = entrants(state, rung).filter(({ id }) => !reported.has(id)).map((candidate) => ({ rung, share, candidate }));
    if (due.length > 0) return remainingMs > 0 ? due.filter((trial) => expectedMs(state, trial) <= remainingMs) : [];
  }
  return [];
}

/** The search with one trial done. @throws Error where that trial is not due */
export function report(state: SearchState, { rung, candidate: { id } }: Trial, { score, durationMs }: TrialOutcome): SearchState {
  if (!nextTrials(state, Infinity).some((trial) => trial.rung === rung && trial.candidate.id === id)) throw new Error(`candidate ${id} has no trial due in rung ${rung}`);
  const result = { candidate: id, rung, score: Number.isFinite(score) ? (score as number) : null, durationMs };
  return { ...state, results: [...state.results, result] };
}

export interface LeaderboardEntry {
  readonly candidate: Candidate;
  /** Share of the training rows that its last trial learned from. */
  readonly share: number;
  /** Of its last trial; null where that failed. */
  readonly score: number | null;
  /** Of all its trials. */
  readonly durationMs: number;
}

/** Every candidate that was tried, best first: who came further stands above, then the higher score; whose last trial failed stands at the end. */
export function leaderboard(state: SearchState): LeaderboardEntry[] {
  const tried = state.candidates.flatMap((candidate) => {
    const own = state.results.filter((result) => result.candidate === candidate.id).sort((left, right) => right.rung - left.rung);
    return own[0] ? [{ candidate, last: own[0], durationMs: own.reduce((sum, { durationMs }) => sum + durationMs, 0) }] : [];
  });
  const reached = ({ score, rung }: TrialResult): number => (score === null ? -1 : rung);
  tried.sort((left, right) => reached(right.last) - reached(left.last) || byScore(left.last, right.last));
  return tried.map(({ candidate, last, durationMs }) => ({ candidate, share: (state.rungs[last.rung] as Rung).share, score: last.score, durationMs }));
}
