import { columnOf } from '../data/column.js';
import type { Matrix } from '../data/matrix.js';
import { featureDrift } from '../drift/feature-drift.js';
import { kolmogorovSmirnov, type SampleDifference } from '../drift/kolmogorov-smirnov.js';
import type { FeatureProfile } from '../drift/feature-profile.js';
import type { Metrics } from '../training/evaluate.js';
import { defaultFloor, isBelow, type Floor } from './floor.js';
import type { ModelProfile } from './model-profile.js';
import { rollingFigures, widthOf, type AnswerKind, type Figures, type LabelledAnswers } from './rolling-figures.js';
import { stabilityThreshold } from './stability-threshold.js';
import { watchedScores } from './watched-score.js';

/** A version, and what it served lately. */
export interface Watched extends AnswerKind {
  readonly features: readonly string[];
  /** What its passport says of it. */
  readonly found: Metrics;
  /** Where the default does not do. */
  readonly floor: Floor | undefined;
  readonly profile: ModelProfile | undefined;
  readonly labelled: LabelledAnswers;
  readonly recent: { readonly features: Matrix; readonly outcomes: Float64Array };
}

/** Something that should not be so. `subject`: the feature that drifted, the measure of the score (`psi`, `ks`), or the figure that fell. */
export interface Finding {
  readonly kind: 'feature_drift' | 'score_drift' | 'performance';
  readonly subject: string;
  readonly value: number;
  readonly threshold: number;
}

export interface WatchedFeature {
  readonly feature: string;
  /** Population stability index against training; null where that or live rows are not known. */
  readonly psi: number | null;
  /** Live rows. */
  readonly rows: number;
}

export interface Assessment {
  readonly metrics: Figures;
  readonly drift: {
    readonly features: readonly WatchedFeature[];
    readonly score: { readonly psi: number | null; readonly ks: SampleDifference | null };
  };
  readonly findings: readonly Finding[];
}

const FEWEST_LIVE = 200;
const FEWEST_LABELLED = 100;
const FEWEST_OF_A_CLASS = 20;
const KS_LEAST_DISTANCE = 0.1;
const KS_MOST_CHANCE = 0.001;
/** Cells between two pauses: some milliseconds. */
const CELLS_A_STEP = 50_000;

function stability(profile: FeatureProfile | undefined, values: Float64Array): number | null {
  const [found] = profile ? featureDrift([profile], { rows: values.length, columns: 1, values }) : [];
  return found?.stabilityIndex ?? null;
}

/** Undefined where the index is not known, or not out of the ordinary. */
function drifted(finding: Pick<Finding, 'kind' | 'subject'>, psi: number | null, profile: FeatureProfile | undefined, rows: number): readonly Finding[] {
  if (psi === null || profile === undefined || rows < FEWEST_LIVE) return [];
  const threshold = stabilityThreshold(profile, rows);
  return psi > threshold ? [{ ...finding, value: psi, threshold }] : [];
}

function scoreFindings({ psi, ks }: Assessment['drift']['score'], profile: FeatureProfile | undefined, rows: number): readonly Finding[] {
  const findings = drifted({ kind: 'score_drift', subject: 'psi' }, psi, profile, rows);
  if (ks === null || rows < FEWEST_LIVE || ks.pValue >= KS_MOST_CHANCE || ks.statistic <= KS_LEAST_DISTANCE) return findings;
  return [...findings, { kind: 'score_drift', subject: 'ks', value: ks.statistic, threshold: KS_LEAST_DISTANCE }];
}

/** Few labels say more of chance than of the model. */
function tellsEnough({ modelType, classes }: AnswerKind, labels: Float64Array): boolean {
  if (labels.length < FEWEST_LABELLED) return false;
  if (classes !== 2 && modelType !== 'anomaly') return true;
  const positives = labels.reduce((sum, label) => sum + label, 0);
  return Math.min(positives, labels.length - positives) >= FEWEST_OF_A_CLASS;
}

function fallen(watched: Watched, metrics: Figures): readonly Finding[] {
  const floor = watched.floor ?? defaultFloor(watched, watched.found);
  if (floor === undefined || !tellsEnough(watched, watched.labelled.labels) || !isBelow(floor, metrics)) return [];
  const { metric, value } = floor;
  return [{ kind: 'performance', subject: metric, value: metrics[metric]?.value as number, threshold: value }];
}

/**
 * How a version does on what it served lately: figures on answers whose truth is known, drift of features and score against
 * training, and what of it should not be so. Whatever the rows cannot tell is null and no finding. Yields where the caller may
 * let others work; O(cells + labelled × log labelled).
 */
export function* assessInSteps(watched: Watched): Generator<undefined, Assessment> {
  const { features, profile, labelled, recent } = watched;
  const { rows, columns } = recent.features;
  const metrics = yield* rollingFigures(watched, labelled);
  const scores = watchedScores(recent.outcomes, widthOf(watched));
  const ks = profile?.score ? (kolmogorovSmirnov(Float64Array.from(profile.score.sample), scores) ?? null) : null;
  const score = { psi: stability(profile?.score ?? undefined, scores), ks };
  const drift: WatchedFeature[] = [];
  const pause = Math.max(1, Math.floor(CELLS_A_STEP / Math.max(1, rows)));
  for (let column = 0; column < columns; column++) {
    if (column % pause === 0) yield;
    drift.push({ feature: features[column] as string, psi: stability(profile?.features[column], columnOf(recent.features, column)), rows });
  }
  const moved = drift.flatMap(({ feature, psi }, column) => drifted({ kind: 'feature_drift', subject: feature }, psi, profile?.features[column], rows));
  const findings = [...fallen(watched, metrics), ...scoreFindings(score, profile?.score ?? undefined, rows), ...moved];
  return { metrics, drift: { features: drift, score }, findings };
}
