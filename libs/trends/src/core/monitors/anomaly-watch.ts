import { AlertBudget, falseAlertsAt, type BudgetSettings, type BudgetState } from '../detection/alert-budget.js';
import { AnomalyDetector, type DetectorState } from '../detection/anomaly-detector.js';
import { contributions, type Incident } from '../detection/incident.js';
import type { Reading, Watch, WatchIncident, WatchSettings, WatchStep } from './watch.js';

const HOUR_SECONDS = 3600;

interface AnomalyState { readonly detector: DetectorState; readonly budget: BudgetState; readonly peakValue: number }

/** What is unusual for the series itself, within a budget of alerts; see AnomalyDetector and AlertBudget. Days are those of the local clock. */
export class AnomalyWatch implements Watch {
  private readonly settings: BudgetSettings;
  private readonly detector: AnomalyDetector;
  private budget: AlertBudget;
  private peakValue: number;

  constructor({ sensitivity, cooldownHours }: WatchSettings, state: unknown) {
    const known = state as AnomalyState | undefined;
    this.settings = { falseAlertsPerWeek: falseAlertsAt(sensitivity), intervalSeconds: HOUR_SECONDS, cooldownSeconds: cooldownHours * HOUR_SECONDS };
    this.detector = new AnomalyDetector(known?.detector);
    this.budget = new AlertBudget(this.settings, known?.budget);
    this.peakValue = known?.peakValue ?? 0;
  }

  learn(reading: Reading): void {
    this.judge(reading);
  }

  begin(): void {
    this.budget = new AlertBudget(this.settings, { ...this.budget.state(), incident: null });
  }

  judge({ hour, localHour, value }: Reading): WatchStep {
    const finding = value === undefined ? undefined : this.detector.push({ atSeconds: localHour * HOUR_SECONDS, value });
    if (value === undefined || finding === undefined) return {};
    const { closed, open } = this.budget.push(hour * HOUR_SECONDS, finding);
    const ended = closed === undefined ? undefined : this.told(closed);
    if (open?.peakSeconds === hour * HOUR_SECONDS) this.peakValue = value;
    return { ...(ended && { closed: ended }), ...(open && { open: this.told(open) }) };
  }

  state(): AnomalyState {
    return { detector: this.detector.state(), budget: this.budget.state(), peakValue: this.peakValue };
  }

  private told(incident: Incident): WatchIncident {
    const { firstSeconds, lastSeconds, peakSeconds, values, rarity } = incident;
    return {
      openedHour: firstSeconds / HOUR_SECONDS, lastHour: lastSeconds / HOUR_SECONDS, peakHour: peakSeconds / HOUR_SECONDS,
      peakValue: this.peakValue, strength: rarity, bound: null, hours: values, contributions: contributions(incident),
    };
  }
}
