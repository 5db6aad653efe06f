import { sigmoid } from '#kernel';
import { CALL_TERMS, seenCalls, type CallTerm, type SeenCalls } from './call-terms.js';
import { ownTerms, relationTerms, reportTerms, type NamedTerm } from './crowd-terms.js';
import { freshness, type Evidence } from './evidence.js';
import { rounded, shareTerm, type Term } from './log-odds.js';
import { modelTerm, opinionWeight, type Opinion } from './opinion.js';

/** Log-odds before anything is known of a number: one call in five. Doubt about it: a factor of two in the odds either way. */
export const BASE_RATE_LOG_ODDS = -1.3863;
const BASE_RATE_DOUBT = 0.6931;

/** Code of a term that has nothing to say; never shown. */
const SILENT = 'silent';

/** One term of the score. The contributions of all reasons add up to the score. */
export interface Reason {
  readonly code: string;
  /** Signed log-odds to four decimals; above 0 speaks for spam. */
  readonly contribution: number;
  readonly text: string;
}

export interface Score {
  /** Log-odds of spam: the sum of the contributions. */
  readonly logOdds: number;
  readonly probability: number;
  /** Holds `probability`; wide where little was seen. */
  readonly interval: readonly [number, number];
  /** The weightiest first. */
  readonly reasons: readonly Reason[];
}

function callTerm(kind: CallTerm, seen: SeenCalls, weight: number): NamedTerm {
  const share = kind.count(seen);
  const term = shareTerm(share.hits * weight, share.total * weight, kind.rule);
  const code = term.value > 0 ? kind.raises : kind.lowers;
  // A term of 0 is no reason, and its share may have no denominator to speak of.
  if (code === undefined || rounded(term.value) === 0) return { code: SILENT, term, text: '' };
  return { code, term, text: kind.text(share, seen) };
}

function baseRate(): NamedTerm {
  const value = BASE_RATE_LOG_ODDS;
  const term: Term = { value, lower: value - BASE_RATE_DOUBT, upper: value + BASE_RATE_DOUBT };
  return { code: 'base_rate', term, text: 'one call in five from a number that nothing is known of is taken for spam' };
}

/** `share` of the doubt is left. */
function doubted(term: NamedTerm, share: number): NamedTerm {
  const { value, lower, upper } = term.term;
  return { ...term, term: { value, lower: value - share * (value - lower), upper: value + share * (upper - value) } };
}

const sumOf = (terms: readonly NamedTerm[]): number => terms.reduce((sum, { term }) => sum + rounded(term.value), 0);

/** A model judges the same calls as the call terms do, so its doubt takes the place of theirs, as far as its word has weight. */
function callTerms(evidence: Evidence, opinion: Opinion | undefined): NamedTerm[] {
  const seen = seenCalls(evidence);
  const weight = freshness(seen.caller, evidence.asOfMs);
  const calls = CALL_TERMS.map((kind) => callTerm(kind, seen, weight));
  const relation = relationTerms(evidence);
  if (opinion === undefined) return [baseRate(), ...calls, ...relation];
  const trust = opinionWeight(seen.made + seen.taken, weight);
  const model = modelTerm(opinion, sumOf([baseRate(), ...calls, ...relation]), trust);
  return [baseRate(), ...calls.map((term) => doubted(term, 1 - trust)), ...relation, model];
}

function termsOf(evidence: Evidence, opinion: Opinion | undefined): NamedTerm[] {
  return [...callTerms(evidence, opinion), ...reportTerms(evidence), ...ownTerms(evidence)];
}

const rootSumOfSquares = (values: readonly number[]): number => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));

/**
 * The additive score. Each term is rounded first, then summed, so that the shown reasons add up to the log-odds of the
 * shown probability. A model's opinion is one more term, and moves the others by nothing. The interval adds the terms' doubts as those of independent figures: root of the sum of squares.
 */
export function scoreOf(evidence: Evidence, opinion?: Opinion): Score {
  const terms = termsOf(evidence, opinion);
  const logOdds = rounded(sumOf(terms));
  const below = rootSumOfSquares(terms.map(({ term }) => term.value - term.lower));
  const above = rootSumOfSquares(terms.map(({ term }) => term.upper - term.value));
  const reasons = terms
    .map(({ code, term, text }) => ({ code, contribution: rounded(term.value), text }))
    .filter(({ contribution }) => contribution !== 0)
    .sort((left, right) => Math.abs(right.contribution) - Math.abs(left.contribution) || (left.code < right.code ? -1 : 1));
  return { logOdds, probability: sigmoid(logOdds), interval: [sigmoid(logOdds - below), sigmoid(logOdds + above)], reasons };
}
