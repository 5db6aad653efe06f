import { RunningMeans, type MeansState } from './running-means.js';

const HOUR_SECONDS = 3600;
const DAY_HOURS = 24;
const WEEK_HOURS = 168;
/** Past these many values an hour's figures forget: the new one weighs one fiftieth, and one two-thousandth in the scale of all. */
const HOUR_MEMORY = 50;
const SCALE_MEMORY = 2000;
/** Of one value alone no hour can be told. */
const LEAST_SEEN = 2;
/** Figures that rest on as many values as this are half their own and half what is usual elsewhere. */
const WEEKDAY_PRIOR = 6;
const SCALE_PRIOR = 10;
/** Before a week has come back, its hours only repeat the latest days. */
const WEEKLY_AFTER_SECONDS = 14 * DAY_HOURS * HOUR_SECONDS;

/** Usual values by hour of the day, what hours of the week add to them, and usual residuals by hour of the day and over all. */
export interface SeasonState {
  readonly since: number | null;
  readonly daily: MeansState;
  readonly weekly: MeansState;
  readonly scales: MeansState;
  readonly scale: MeansState;
}

const hourOf = (atSeconds: number, hours: number): number => {
  const hour = Math.floor(atSeconds / HOUR_SECONDS) % hours;
  return hour < 0 ? hour + hours : hour;
};

/**
 * How far a value lies from what is usual at its hour, r, beside how far values lie at this hour, s: r / (r + s), in [0, 1). Usual
 * is the running mean of the hour of the day and, from two weeks on, what the hour of the week adds to it, shrunk to nothing where
 * little was seen; likewise s, the mean absolute residual, is shrunk to that of all hours. 0 where the value is as usual,
 * `undefined` where its hour of the day was seen less than twice. O(1) a value.
 */
export class SeasonalResidual {
  private since: number | null;
  private readonly daily: RunningMeans;
  private readonly weekly: RunningMeans;
  private readonly scales: RunningMeans;
  private readonly scale: RunningMeans;

  constructor(state?: SeasonState) {
    this.since = state?.since ?? null;
    this.daily = new RunningMeans(DAY_HOURS, HOUR_MEMORY, state?.daily);
    this.weekly = new RunningMeans(WEEK_HOURS, HOUR_MEMORY, state?.weekly);
    this.scales = new RunningMeans(DAY_HOURS, HOUR_MEMORY, state?.scales);
    this.scale = new RunningMeans(1, SCALE_MEMORY, state?.scale);
  }

  /** `atSeconds` in the clock whose days the series follows. */
  strangeness(atSeconds: number, value: number): number | undefined {
    this.since ??= atSeconds;
    const [hour, weekHour] = [hourOf(atSeconds, DAY_HOURS), hourOf(atSeconds, WEEK_HOURS)];
    const usual = this.daily.mean(hour);
    const seen = this.daily.count(hour);
    const isWeekKnown = atSeconds - this.since >= WEEKLY_AFTER_SECONDS;
    const residual = value - usual - (isWeekKnown ? this.weekly.shrunk(weekHour, 0, WEEKDAY_PRIOR) : 0);
    // The first values of an hour of the day have nothing to differ from.
    if (seen >= LEAST_SEEN) this.weekly.add(weekHour, value - usual);
    this.daily.add(hour, value);
    return seen < LEAST_SEEN ? undefined : this.standardised(hour, Math.abs(residual));
  }

  state(): SeasonState {
    const { since, daily, weekly, scales, scale } = this;
    return { since, daily: daily.state(), weekly: weekly.state(), scales: scales.state(), scale: scale.state() };
  }

  private standardised(hour: number, residual: number): number {
    const usual = this.scales.shrunk(hour, this.scale.mean(0), SCALE_PRIOR);
    this.scales.add(hour, residual);
    this.scale.add(0, residual);
    return residual > 0 ? residual / (residual + usual) : 0;
  }
}
