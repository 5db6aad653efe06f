import type { BehaviourDays } from './behaviour-days.js';
import { BEHAVIOUR, type DayRange, type Feature } from './behaviour-features.js';
import { dateOf } from './local-days.js';

export const SEVERITIES = ['low', 'medium', 'high'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What one feature has to do with it. */
export interface DayEvidence {
  readonly feature: Feature;
  /** On that day, and usually. Undefined where there was nothing to count, such as the answer rate of a day without calls. */
  readonly value: number | undefined;
  readonly expected: number | undefined;
  /** Robust standard deviations from the usual; undefined as above. */
  readonly deviation: number | undefined;
  /** Its part in what makes the day strange to the forest, 0–1; those of all features add up to 1. */
  readonly share: number;
}

/** A day that stands out. */
export interface DayFinding {
  /** Date and kind: the same for this user whenever it is asked. */
  readonly id: string;
  readonly day: number;
  readonly kind: string;
  readonly severity: Severity;
  /** Of the isolation forest: ½ is ordinary, near 1 is isolated at once. */
  readonly score: number;
  /** By share, the largest first. */
  readonly evidence: readonly DayEvidence[];
  /** The one that stands out most and gives the kind. */
  readonly leading: DayEvidence;
}

/** Kinds by what leads: fallen below the usual, risen above it. */
const KINDS: Readonly<Record<Feature, readonly [string, string]>> = {
  callsIn: ['fewer-calls', 'more-calls'],
  callsOut: ['fewer-calls-made', 'more-calls-made'],
  answerRate: ['fewer-answered', 'more-answered'],
  aiHandledShare: ['less-ai', 'more-ai'],
  nightShare: ['fewer-night-calls', 'more-night-calls'],
  meanDurationSeconds: ['shorter-calls', 'longer-calls'],
  activeHours: ['fewer-hours', 'more-hours'],
  newCallers: ['fewer-new-callers', 'more-new-callers'],
};

/** Standard deviations from which on a finding is of medium and of high severity. */
const MEDIUM_FROM = 5.5;
const HIGH_FROM = 7.5;

/** Below both, a feature is no evidence. */
const TOLD_DEVIATION = 2;
const TOLD_SHARE = 0.1;

interface JudgedDay {
  readonly days: BehaviourDays;
  readonly at: number;
  /** The judged day and those it was compared with. */
  readonly range: DayRange;
  readonly features: readonly Feature[];
  readonly deviations: readonly number[];
  readonly score: number;
  /** What each feature adds to the score. */
  readonly contributions: Float64Array;
}

function severityOf(deviation: number): Severity {
  if (deviation >= HIGH_FROM) return 'high';
  return deviation >= MEDIUM_FROM ? 'medium' : 'low';
}

const size = ({ deviation = 0 }: DayEvidence): number => Math.abs(deviation);

/** The feature farthest from the usual. Of a day without a call its calls are told, and not that it had no hours with any. */
function leadingOf(evidence: readonly DayEvidence[], isSilent: boolean): DayEvidence {
  const telling = evidence.filter(({ feature }) => !isSilent || feature !== 'activeHours');
  return (telling.length > 0 ? telling : evidence).reduce((largest, one) => (size(one) > size(largest) ? one : largest));
}

/** What is told of a day that stands out. At least one deviation must be a number. */
export function describeDay({ days, at, range, features, deviations, score, contributions }: JudgedDay): DayFinding {
  const total = contributions.reduce((sum, contribution) => sum + Math.max(0, contribution), 0);
  const all = features.map((feature, column): DayEvidence => {
    const deviation = deviations[column] as number;
    return {
      feature,
      value: BEHAVIOUR[feature].value(days, at),
      expected: BEHAVIOUR[feature].expected(days, { from: range.from, to: at }),
      deviation: Number.isNaN(deviation) ? undefined : deviation,
      share: total > 0 ? Math.max(0, contributions[column] as number) / total : 0,
    };
  });
  const leading = leadingOf(all, days.activeHours[at] === 0);
  const day = days.firstDay + at;
  const kind = KINDS[leading.feature][(leading.deviation ?? 0) > 0 ? 1 : 0];
  return {
    id: `${dateOf(day)}.${kind}`, day, kind, severity: severityOf(size(leading)), score, leading,
    evidence: all.filter((one) => one === leading || size(one) >= TOLD_DEVIATION || one.share >= TOLD_SHARE).sort((left, right) => right.share - left.share),
  };
}
