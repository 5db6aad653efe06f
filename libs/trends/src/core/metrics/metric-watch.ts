import { median } from '#kernel';
import { AlertBudget, falseAlertsAt, type BudgetState } from '../detection/alert-budget.js';
import { AnomalyDetector, type DetectorState, type Part } from '../detection/anomaly-detector.js';
import { contributions, type Incident } from '../detection/incident.js';

const QUARTER_SECONDS = 900;
const COOLDOWN_SECONDS = 6 * 3600;
/** About a third of a false alert a week, of which those that are low are not told: there are many series. It takes 88 blocks of six hours, 22 days, to learn. */
const SENSITIVITY = 0.25;

export interface MetricWatchState { readonly detector: DetectorState; readonly budget: BudgetState }

/** A quarter hour's figure; undefined where none was told. */
export interface MetricReading { readonly quarter: number; readonly value: number | undefined }

/** Quarter hours in which a figure was higher than a series explains. */
export interface MetricAnomaly {
  readonly openedQuarter: number;
  readonly lastQuarter: number;
  readonly peakQuarter: number;
  readonly peakValue: number;
  /** The median of the latest 1,000 figures. */
  readonly usual: number;
  readonly quarters: number;
  readonly parts: readonly { readonly part: Part; readonly share: number }[];
}

const quarterAt = (seconds: number): number => Math.floor(seconds / QUARTER_SECONDS);

/**
 * Watches the figures of one series, quarter hour by quarter hour, with the detector of monitors. What is lower than usual is good news and never
 * told. Its state is plain JSON; who goes on from it gets the same answers.
 */
export class MetricWatch {
  private readonly detector: AnomalyDetector;
  private readonly budget: AlertBudget;

  constructor(state?: MetricWatchState, sensitivity: number = SENSITIVITY) {
    this.detector = new AnomalyDetector(state?.detector);
    this.budget = new AlertBudget({ falseAlertsPerWeek: falseAlertsAt(sensitivity), intervalSeconds: QUARTER_SECONDS, cooldownSeconds: COOLDOWN_SECONDS }, state?.budget);
  }

  /** Takes closed quarter hours in their order; tells of the anomalies they touched, each once, as it stands after the last. Those before `sinceQuarter` are learnt from. */
  take(readings: readonly MetricReading[], sinceQuarter: number): readonly MetricAnomaly[] {
    const touched = new Map<number, MetricAnomaly>();
    for (const { quarter, value } of readings) {
      if (value === undefined) continue;
      const atSeconds = quarter * QUARTER_SECONDS;
      const finding = this.detector.push({ atSeconds, value });
      if (finding === undefined) continue;
      const { open } = this.budget.push(atSeconds, finding);
      // An incident stays open through values that are nothing special.
      if (open === undefined || open.lastSeconds !== atSeconds || quarterAt(open.firstSeconds) < sinceQuarter) continue;
      const usual = median(this.detector.state().recent) ?? value;
      const before = touched.get(open.firstSeconds);
      if (before !== undefined || value > usual) touched.set(open.firstSeconds, anomalyOf(open, value, before, usual));
    }
    return [...touched.values()];
  }

  state(): MetricWatchState {
    return { detector: this.detector.state(), budget: this.budget.state() };
  }
}

function anomalyOf(open: Incident, value: number, before: MetricAnomaly | undefined, usual: number): MetricAnomaly {
  const isPeak = before === undefined || value > before.peakValue;
  return {
    openedQuarter: quarterAt(open.firstSeconds), lastQuarter: quarterAt(open.lastSeconds), quarters: open.values, usual: before?.usual ?? usual, parts: contributions(open),
    peakQuarter: isPeak ? quarterAt(open.lastSeconds) : before.peakQuarter, peakValue: isPeak ? value : before.peakValue,
  };
}
