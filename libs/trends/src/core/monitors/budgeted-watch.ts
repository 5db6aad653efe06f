import { AlertBudget, falseAlertsAt, type BudgetSettings, type BudgetState } from '../detection/alert-budget.js';
import { PARTS, type Finding, type Part } from '../detection/anomaly-detector.js';
import type { Incident } from '../detection/incident.js';
import type { Contribution, Reading, Watch, WatchIncident, WatchSettings, WatchStep } from './watch.js';

const HOUR_SECONDS = 3600;
const NO_PARTS = Object.fromEntries(PARTS.map((part) => [part, 0])) as Record<Part, number>;

/** How much an hour stands out; only the order of `rarity` counts, so its unit is the scorer's own. 0 is not at all. */
export interface Score {
  readonly rarity: number;
  readonly bound: number | null;
  readonly contributions: readonly Contribution[];
}

/** Scores hours one by one, and learns each; what of that is worth an alert is the budget's business. */
export interface Scorer {
  score(reading: Reading): Score | undefined;
  state(): unknown;
}

interface Budgeting {
  readonly scorerOf: (state: unknown) => Scorer;
  /** Of the budget, what the threshold may use up: less where scores drift, so that the latest are among the greatest more often than by chance. */
  readonly share: number;
}

interface Peak extends Omit<Score, 'rarity'> { readonly value: number }
interface BudgetedState { readonly scorer: unknown; readonly budget: BudgetState; readonly peak: Peak }

/** Alerts where a scorer finds more than the budget of the sensitivity lets pass, whatever the distribution of its scores: see AlertBudget. */
export class BudgetedWatch implements Watch {
  private readonly settings: BudgetSettings;
  private readonly scorer: Scorer;
  private budget: AlertBudget;
  private peak: Peak;

  constructor({ sensitivity, cooldownHours }: WatchSettings, { scorerOf, share }: Budgeting, state: unknown) {
    const known = state as BudgetedState | undefined;
    this.settings = { falseAlertsPerWeek: share * falseAlertsAt(sensitivity), intervalSeconds: HOUR_SECONDS, cooldownSeconds: cooldownHours * HOUR_SECONDS };
    this.scorer = scorerOf(known?.scorer);
    this.budget = new AlertBudget(this.settings, known?.budget);
    this.peak = known?.peak ?? { value: 0, bound: null, contributions: [] };
  }

  learn(reading: Reading): void {
    this.judge(reading);
  }

  begin(): void {
    this.budget = new AlertBudget(this.settings, { ...this.budget.state(), incident: null });
  }

  judge(reading: Reading): WatchStep {
    const score = this.scorer.score(reading);
    if (score === undefined || reading.value === undefined) return {};
    const { rarity, bound, contributions } = score;
    const atSeconds = reading.hour * HOUR_SECONDS;
    const finding: Finding = { score: rarity, rarity, parts: NO_PARTS };
    const { closed, open } = this.budget.push(atSeconds, finding);
    const ended = closed && this.told(closed);
    if (open?.peakSeconds === atSeconds) this.peak = { value: reading.value, bound, contributions };
    return { ...(ended && { closed: ended }), ...(open && { open: this.told(open) }) };
  }

  state(): BudgetedState {
    return { scorer: this.scorer.state(), budget: this.budget.state(), peak: this.peak };
  }

  private told({ firstSeconds, lastSeconds, peakSeconds, values, rarity }: Incident): WatchIncident {
    const { value, bound, contributions } = this.peak;
    return {
      openedHour: firstSeconds / HOUR_SECONDS, lastHour: lastSeconds / HOUR_SECONDS, peakHour: peakSeconds / HOUR_SECONDS,
      peakValue: value, strength: rarity, bound, hours: values, contributions,
    };
  }
}
