import type { SpamCategory } from '#realtime/core';
import { filledUp } from './crowd/newcomers.js';
import { callsMade, callsTaken, lentShare, strangeness, talks, type Evidence } from './evidence.js';
import type { FadedCalls } from './fading.js';
import { falseBlockBound, OWN_WEIGHT_TO_BLOCK, type Blockable } from './false-blocks.js';
import type { Opinion } from './opinion.js';
import { heardAround } from './ranges/range-terms.js';
import { scoreOf, type Reason, type Score, type Scoring } from './score.js';

export const VERDICTS = ['spam', 'suspicious', 'unknown', 'legitimate'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Fewer calls, reports and numbers around it than this, faded with age, and the verdict is `unknown`. */
const EVIDENCE_FLOOR = 3;
/** And than this, and it is not called spam: the first six callees of a new clinic may all have been out. */
const SPAM_FLOOR = 8;

/** Each verdict needs a probability and, so that chance alone does not make it, a bound of the interval. */
const THRESHOLDS = {
  spam: { probability: 0.9, lower: 0.5 },
  suspicious: { probability: 0.6, lower: 0.3 },
  legitimate: { probability: 0.1, upper: 0.5 },
} as const;

export interface Judgement extends Blockable {
  readonly verdict: Verdict;
  /** `null` where nothing at all is known. */
  readonly spamProbability: number | null;
  readonly probabilityInterval: readonly [number, number] | null;
  /** Log-odds of `spamProbability`, the sum of the reasons' contributions; `null` with it. */
  readonly score: number | null;
  /** What most reports call it; `null` unless the verdict is spam or suspicious. */
  readonly category: SpamCategory | null;
  readonly reasons: readonly Reason[];
}

const NOTHING_KNOWN: Judgement = {
  verdict: 'unknown', spamProbability: null, probabilityInterval: null, score: null, category: null, reasons: [], falseBlockBound: null,
};

function isEmpty({ caller, reports, ownLabel, blocks = [], isNeighbour, campaign }: Evidence): boolean {
  const calls = callsMade(caller) + callsTaken(caller);
  if (heardAround(blocks) > 0 || isNeighbour === true || campaign !== undefined) return false;
  return calls === 0 && reports.reporters + reports.clearers === 0 && (ownLabel === undefined || ownLabel === 'unsure');
}

/** How much is known of a number, at the weight that age leaves it. */
interface Known {
  /** Its calls and reports. */
  readonly own: number;
  /** Of them what may speak against it: neither calls in which it was talked with or dialled, nor words for it. More of those must not make a bad verdict out of a doubtful one. */
  readonly against: number;
  /** The numbers around it and whom it looks like, as far as that counts for it. */
  readonly around: number;
}

function knownOf(evidence: Evidence, faded: FadedCalls): Known {
  const { spamWeight, clearWeight } = evidence.reports;
  const made = callsMade(faded.caller);
  const looks = evidence.isNeighbour === true ? EVIDENCE_FLOOR * strangeness(evidence, faded) : 0;
  return {
    own: made + callsTaken(faded.caller) + spamWeight + clearWeight, against: made - talks(faded.caller) + spamWeight,
    around: lentShare(evidence, faded) * heardAround(evidence.blocks ?? []) + looks,
  };
}

function verdictOf({ probability, interval: [lower, upper] }: Score, { own, against, around }: Known): Verdict {
  const { spam, suspicious, legitimate } = THRESHOLDS;
  // Good neighbours make nobody known: that verdict is earned by calls of one's own.
  if (probability <= legitimate.probability && upper <= legitimate.upper) return own >= EVIDENCE_FLOOR ? 'legitimate' : 'unknown';
  const weight = against + around;
  if (weight < EVIDENCE_FLOOR) return 'unknown';
  if (weight >= SPAM_FLOOR && probability >= spam.probability && lower >= spam.lower) return 'spam';
  return probability >= suspicious.probability && lower >= suspicious.lower ? 'suspicious' : 'unknown';
}

function judgeAll(evidence: Evidence, opinion: Opinion | undefined, scoring: Scoring): Judgement {
  if (isEmpty(evidence)) return NOTHING_KNOWN;
  const score = scoring(evidence, opinion);
  const known = knownOf(evidence, score.faded);
  const verdict = verdictOf(score, known);
  return {
    verdict,
    spamProbability: score.probability,
    probabilityInterval: score.interval,
    score: score.logOdds,
    category: verdict === 'spam' || verdict === 'suspicious' ? evidence.reports.category : null,
    reasons: score.reasons,
    falseBlockBound: verdict === 'spam' && known.against >= OWN_WEIGHT_TO_BLOCK ? falseBlockBound(score.logOdds) : null,
  };
}

/** The same evidence without light reports: what nobody could have said who came yesterday. */
function firmPart(evidence: Evidence): Evidence {
  const { firmSpamWeight, firmClearWeight } = evidence.reports;
  return { ...evidence, reports: { ...evidence.reports, spamWeight: firmSpamWeight, clearWeight: firmClearWeight } };
}

const isBad = ({ verdict }: Judgement): boolean => verdict === 'spam' || verdict === 'suspicious';
const doubtful = (judgement: Judgement): Judgement => ({ ...judgement, verdict: 'suspicious', falseBlockBound: null });

/** Light words don't carry a number over the line to spam, nor closer to a block, nor from bad to good. */
function heldBy(firm: Judgement, judged: Judgement): Judgement {
  if (judged.verdict === 'spam' && firm.verdict !== 'spam') return doubtful(judged);
  if (judged.verdict === 'legitimate' && isBad(firm)) return { ...judged, verdict: 'unknown', category: null };
  if (judged.falseBlockBound === null) return judged;
  return { ...judged, falseBlockBound: firm.falseBlockBound === null ? null : Math.max(firm.falseBlockBound, judged.falseBlockBound) };
}

/** Where nothing else makes a verdict, newcomers' calls may make it doubtful; better than without them it never looks. */
function doubtedBy(all: Judgement, judged: Judgement): Judgement {
  return isBad(all) && (all.spamProbability ?? 0) > (judged.spamProbability ?? 0) ? doubtful(all) : judged;
}

/**
 * Who is calling, on this evidence and, where there is one, a model's opinion of it. Below the floor and where the interval is too wide the
 * answer is `unknown`. What newcomers say and had in calls never clears a number that is bad without them, nor gets one blocked that would not be.
 *
 * @param scoring another one where the verdict alone is wanted
 */
export function judge(evidence: Evidence, opinion?: Opinion, scoring: Scoring = scoreOf): Judgement {
  const { spamWeight, clearWeight, firmSpamWeight, firmClearWeight } = evidence.reports;
  const judged = judgeAll(evidence, opinion, scoring);
  if (judged.verdict === 'suspicious') return judged;
  const filled = judged.verdict === 'unknown' ? filledUp(evidence) : undefined;
  // What an unknown number is without light reports is asked only where newcomers had calls with it.
  if (judged.verdict === 'unknown' && filled === undefined) return judged;
  const firm = spamWeight === firmSpamWeight && clearWeight === firmClearWeight ? judged : judgeAll(firmPart(evidence), opinion, scoring);
  if (filled === undefined) return heldBy(firm, judged);
  return firm.verdict === 'unknown' ? doubtedBy(judgeAll(filled, opinion, scoring), judged) : judged;
}
