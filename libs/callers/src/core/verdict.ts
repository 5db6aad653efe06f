import type { SpamCategory } from '#realtime/core';
import { callsMade, callsTaken, freshness, type Evidence } from './evidence.js';
import type { Opinion } from './opinion.js';
import { scoreOf, type Reason, type Score } from './score.js';

export const VERDICTS = ['spam', 'suspicious', 'unknown', 'legitimate'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Fewer calls and reports than this, faded with age, and the verdict is `unknown`. */
const EVIDENCE_FLOOR = 3;

/**
 * Each verdict needs a probability and, so that chance alone does not make it, a bound of the interval: spam is at its
 * least likely still no less so than a number that nothing is known of.
 */
const THRESHOLDS = {
  spam: { probability: 0.85, lower: 0.2 },
  suspicious: { probability: 0.6, lower: 0.1 },
  legitimate: { probability: 0.1, upper: 0.5 },
} as const;

export interface Judgement {
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
  verdict: 'unknown', spamProbability: null, probabilityInterval: null, score: null, category: null, reasons: [],
};

function isEmpty({ caller, reports, ownLabel }: Evidence): boolean {
  const calls = callsMade(caller) + callsTaken(caller);
  return calls === 0 && reports.reporters + reports.clearers === 0 && (ownLabel === undefined || ownLabel === 'unsure');
}

/** Calls and reports with the weight their age leaves them. */
function evidenceWeight({ caller, reports, asOfMs }: Evidence): number {
  const calls = caller === undefined ? 0 : (callsMade(caller) + callsTaken(caller)) * freshness(caller, asOfMs);
  return calls + reports.spamWeight + reports.clearWeight;
}

function verdictOf({ probability, interval: [lower, upper] }: Score): Verdict {
  const { spam, suspicious, legitimate } = THRESHOLDS;
  if (probability >= spam.probability && lower >= spam.lower) return 'spam';
  if (probability >= suspicious.probability && lower >= suspicious.lower) return 'suspicious';
  if (probability <= legitimate.probability && upper <= legitimate.upper) return 'legitimate';
  return 'unknown';
}

/** Who is calling, on this evidence and, where there is one, a model's opinion of it. Below the floor and where the interval is too wide the answer is `unknown`. */
export function judge(evidence: Evidence, opinion?: Opinion): Judgement {
  if (isEmpty(evidence)) return NOTHING_KNOWN;
  const score = scoreOf(evidence, opinion);
  const verdict = evidenceWeight(evidence) < EVIDENCE_FLOOR ? 'unknown' : verdictOf(score);
  const isBad = verdict === 'spam' || verdict === 'suspicious';
  return {
    verdict,
    spamProbability: score.probability,
    probabilityInterval: score.interval,
    score: score.logOdds,
    category: isBad ? evidence.reports.category : null,
    reasons: score.reasons,
  };
}
