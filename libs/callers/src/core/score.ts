import { sigmoid } from '#kernel';
import { CALL_TERMS, fadedShare, seenCalls, type CallTerm, type SeenCalls } from './call-terms.js';
import { campaignTerms, neighbourTerms, rangeTerms } from './circumstance-terms.js';
import { ownTerms, relationTerms, reportTerms, type NamedTerm } from './crowd-terms.js';
import type { Evidence } from './evidence.js';
import { fadedCalls, type FadedCalls } from './fading.js';
import { numberTerm } from './number-facts/number-term.js';
import { rounded, shareTerm, type Term } from './log-odds.js';
import { modelTerm, opinionWeight, type Opinion } from './opinion.js';

/** Log-odds before anything is known of a number: a good fourth of the calls. Doubt about it: a factor of two in the odds either way. */
export const BASE_RATE_LOG_ODDS = -1;
const BASE_RATE_DOUBT = 0.6931;

/** Nothing is believed beyond odds of a thousand to one: evidence is counted as independent, and never quite is. */
const SUREST = 6.9;

/** Code of a term that has nothing to say; never shown. */
const SILENT = 'silent';

/** What kind of evidence a term rests on; `user` is what binds the asking user to the number. */
export const PARTS = ['base', 'behaviour', 'model', 'ranges', 'crowd', 'campaign', 'number', 'user'] as const;
export type Part = (typeof PARTS)[number];

type PartTerm = NamedTerm & { readonly part: Part };

/** One term of the score. The contributions of all reasons add up to the score. */
export interface Reason {
  readonly code: string;
  readonly part: Part;
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
  /** The number's calls at the weight their age leaves them, on which all this rests. */
  readonly faded: FadedCalls;
}

/** A term at what the evidence of its side is still worth. */
function heldTerm<T extends NamedTerm>(named: T, { held: { bad, good } }: FadedCalls): T {
  const { value, lower, upper } = named.term;
  const share = value > 0 ? bad : good;
  return share === 1 ? named : { ...named, term: { value: share * value, lower: share * lower, upper: share * upper } };
}

function callTerm(kind: CallTerm, whole: SeenCalls, faded: FadedCalls): NamedTerm {
  const share = fadedShare(kind, whole, faded);
  const { term } = heldTerm({ code: SILENT, term: shareTerm(share.hits, share.total, kind.rule), text: '' }, faded);
  const code = term.value > 0 ? kind.raises : kind.lowers;
  // A term of 0 is no reason, and its share may have no denominator to speak of.
  if (code === undefined || rounded(term.value) === 0) return { code: SILENT, term, text: '' };
  return { code, term, text: kind.text(kind.count(whole, { whole, left: 1 }), whole) };
}

function baseRate(): NamedTerm {
  const value = BASE_RATE_LOG_ODDS;
  const term: Term = { value, lower: value - BASE_RATE_DOUBT, upper: value + BASE_RATE_DOUBT };
  return { code: 'base_rate', term, text: 'of calls from numbers that nothing is known of, a good fourth is taken for spam' };
}

/** `share` of the doubt is left. */
function doubted(term: NamedTerm, share: number): NamedTerm {
  const { value, lower, upper } = term.term;
  return { ...term, term: { value, lower: value - share * (value - lower), upper: value + share * (upper - value) } };
}

/** What terms add up to, each rounded first, and the squares of how far each may be below and above that. */
interface Sums {
  readonly value: number;
  readonly below: number;
  readonly above: number;
}

function sumsOf(terms: readonly NamedTerm[]): Sums {
  let [sum, below, above] = [0, 0, 0];
  for (const { term: { value, lower, upper } } of terms) {
    sum += rounded(value);
    below += (value - lower) ** 2;
    above += (upper - value) ** 2;
  }
  return { value: sum, below, above };
}

// Written out: a spread of each was a tenth of a verdict.
const of = (part: Part, terms: readonly NamedTerm[]): PartTerm[] => terms.map(({ code, term, text }) => ({ code, term, text, part }));
const held = (logOdds: number): number => Math.max(-SUREST, Math.min(SUREST, logOdds));

/** A model judges the same calls as the call terms do, so its doubt takes the place of theirs, as far as its word has weight. */
function callTerms(evidence: Evidence, faded: FadedCalls, opinion: Opinion | undefined): PartTerm[] {
  const seen = seenCalls(evidence);
  const calls = CALL_TERMS.map((kind) => callTerm(kind, seen, faded));
  const relation = relationTerms(evidence);
  const base = of('base', [baseRate()]);
  if (opinion === undefined) return [...base, ...of('behaviour', calls), ...of('user', relation)];
  const trust = opinionWeight(seen.made + seen.taken, faded.left);
  const model = modelTerm(opinion, sumsOf([...base, ...calls, ...relation]).value, trust);
  return [...base, ...of('behaviour', calls.map((term) => doubted(term, 1 - trust))), ...of('user', relation), ...of('model', [model])];
}

function numberTerms({ number }: Evidence): NamedTerm[] {
  const term = number === undefined ? undefined : numberTerm(number);
  return term === undefined ? [] : [term];
}

/** All terms but those of what users report: what goes before those and what after, and how these have faded. */
interface TermsBeside {
  readonly before: readonly PartTerm[];
  readonly after: readonly PartTerm[];
  readonly sums: Sums;
  readonly faded: FadedCalls;
}

function termsBeside(evidence: Evidence, opinion: Opinion | undefined): TermsBeside {
  const faded = fadedCalls(evidence);
  const before = [
    ...callTerms(evidence, faded, opinion), ...of('behaviour', neighbourTerms(evidence, faded)), ...of('ranges', rangeTerms(evidence, faded)), ...of('campaign', campaignTerms(evidence)),
  ];
  const after = [...of('number', numberTerms(evidence)), ...of('user', ownTerms(evidence))];
  return { before, after, sums: sumsOf([...before, ...after]), faded };
}

const crowdTerms = (evidence: Evidence, faded: FadedCalls): NamedTerm[] => reportTerms(evidence).map((term) => heldTerm(term, faded));

/** What is too much of the sum, as a term of its own: reasons add up to the score all the same. */
function limit(value: number): PartTerm {
  return { code: 'certainty_limit', part: 'base', term: { value, lower: value, upper: value }, text: 'no evidence is believed beyond odds of a thousand to one' };
}

function reasonsOf(terms: readonly PartTerm[]): Reason[] {
  return terms
    .map(({ code, part, term, text }) => ({ code, part, contribution: rounded(term.value), text }))
    .filter(({ contribution }) => contribution !== 0)
    .sort((left, right) => Math.abs(right.contribution) - Math.abs(left.contribution) || (left.code < right.code ? -1 : 1));
}

/** Held between odds of a thousand to one; `excess` is what that takes away. */
function summedUp({ sums, faded }: TermsBeside, crowd: readonly NamedTerm[]): Omit<Score, 'reasons'> & { readonly excess: number } {
  const said = sumsOf(crowd);
  const sum = rounded(sums.value + said.value);
  const [below, above] = [Math.sqrt(sums.below + said.below), Math.sqrt(sums.above + said.above)];
  const logOdds = held(sum);
  return { logOdds, probability: sigmoid(logOdds), interval: [sigmoid(held(sum - below)), sigmoid(held(sum + above))], faded, excess: rounded(logOdds - sum) };
}

/** How evidence is scored: `scoreOf`, or for a verdict alone what says the same of it and gives no reasons. */
export type Scoring = (evidence: Evidence, opinion?: Opinion) => Score;

/**
 * The additive score. Each term is rounded first, then summed, so that the shown reasons add up to the log-odds of the
 * shown probability. A model's opinion is one more term, and moves the others by nothing. The interval adds the terms' doubts as those of independent figures: root of the sum of squares.
 */
export function scoreOf(evidence: Evidence, opinion?: Opinion): Score {
  const beside = termsBeside(evidence, opinion);
  const crowd = crowdTerms(evidence, beside.faded);
  const { excess, ...score } = summedUp(beside, crowd);
  return { ...score, reasons: reasonsOf([...beside.before, ...of('crowd', crowd), ...beside.after, limit(excess)]) };
}

/**
 * Scores one number under many changes of what users report of it, without reasons: all other terms are worked out once for each `caller`
 * object, so evidence that has the same one must be the same but for `reports`.
 */
export function scoringOfReports(): Scoring {
  const known = new Map<Evidence['caller'], TermsBeside>();
  return (evidence, opinion) => {
    let beside = known.get(evidence.caller);
    if (beside === undefined) known.set(evidence.caller, (beside = termsBeside(evidence, opinion)));
    const { excess: _, ...score } = summedUp(beside, crowdTerms(evidence, beside.faded));
    return { ...score, reasons: [] };
  };
}
