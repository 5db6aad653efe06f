import type { ModelOnSeries, SeriesAssessment } from './assess-forecast.js';

/** How one model does on all series; null is what nothing is known of. */
export interface ModelTally {
  readonly model: string;
  /** Series it forecast. */
  readonly series: number;
  /** Series on which it weighs most. */
  readonly serves: number;
  /** Its mean share in the forecasts of the series it forecast; null of what is no member. */
  readonly meanWeight: number | null;
  /** Mean absolute errors over those series, in calls an hour, and scaled by each series' own mean |y(t) − y(t−24)|. */
  readonly backtestMae: number | null;
  readonly backtestMase: number | null;
  readonly heldOutMae: number | null;
  readonly heldOutMase: number | null;
}

/** A mean over what is known. */
class Mean {
  private sum = 0;
  private count = 0;

  add(value: number | undefined): void {
    if (value === undefined) return;
    this.sum += value;
    this.count++;
  }

  get value(): number | null { return this.count > 0 ? this.sum / this.count : null; }
}

class OneModel {
  series = 0;
  serves = 0;
  readonly means = { meanWeight: new Mean(), backtestMae: new Mean(), backtestMase: new Mean(), heldOutMae: new Mean(), heldOutMase: new Mean() };

  add({ weight, backtestMae, heldOutMae }: ModelOnSeries, scale: number | undefined, leads: boolean): void {
    const scaled = (error: number | undefined) => (error === undefined || scale === undefined ? undefined : error / scale);
    this.series++;
    if (leads) this.serves++;
    const { means } = this;
    means.meanWeight.add(weight);
    means.backtestMae.add(backtestMae);
    means.backtestMase.add(scaled(backtestMae));
    means.heldOutMae.add(heldOutMae);
    means.heldOutMase.add(scaled(heldOutMae));
  }
}

/** Adds up how models do, series by series. */
export class ForecastTally {
  private readonly models = new Map<string, OneModel>();

  add({ models, leader, scale }: SeriesAssessment): void {
    for (const one of models) {
      const known = this.models.get(one.model) ?? new OneModel();
      this.models.set(one.model, known);
      known.add(one, scale, one.model === leader);
    }
  }

  /** Those that serve most series first, then by their mean weight; what is no member last. */
  get found(): ModelTally[] {
    const all = [...this.models].map(([model, { series, serves, means }]): ModelTally => ({
      model, series, serves, meanWeight: means.meanWeight.value, backtestMae: means.backtestMae.value, backtestMase: means.backtestMase.value,
      heldOutMae: means.heldOutMae.value, heldOutMase: means.heldOutMase.value,
    }));
    return all.sort((one, other) => other.serves - one.serves || (other.meanWeight ?? -1) - (one.meanWeight ?? -1) || (one.model < other.model ? -1 : 1));
  }
}
