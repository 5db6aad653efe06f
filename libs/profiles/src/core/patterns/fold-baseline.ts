import { dailyCounts } from './daily-counts.js';
import { measuresOf } from './measures.js';
import { FEWEST_USERS, MEASURES, type Measure, type PlatformBaseline, type Spread } from './platform-baseline.js';
import { weekdayOf, type Sessions } from './sessions.js';

const HOURS = 24;
const WEEKDAYS = 7;
const FEWEST_SESSIONS = 20;

function shares(values: Float64Array): number[] {
  const sum = values.reduce((total, value) => total + value, 0);
  return [...values].map((value) => (value + 1 / HOURS) / (sum + values.length / HOURS));
}

/** Adds users up to what the platform's do, one after the other, so that none has to stay in memory. Every user counts alike. */
export class BaselineFold {
  private users = 0;
  private sessions = 0;
  private readonly hours = new Float64Array(HOURS);
  private readonly weekdays = new Float64Array(WEEKDAYS);
  private readonly figures = new Map<Measure, number[]>();

  /** Users with under twenty sessions are passed over. */
  add(sessions: Sessions): void {
    if (sessions.length < FEWEST_SESSIONS) return;
    this.users++;
    this.sessions += sessions.length;
    for (const turn of sessions.turn) this.count(this.hours, Math.min(HOURS - 1, Math.floor(turn * HOURS)), 1 / sessions.length);
    this.countWeekdays(sessions);
    for (const [measure, { value }] of Object.entries(measuresOf(sessions, dailyCounts(sessions)))) {
      const known = this.figures.get(measure as Measure) ?? [];
      known.push(value);
      this.figures.set(measure as Measure, known);
    }
  }

  /** Undefined under twenty users; so is each measure. */
  result(): PlatformBaseline | undefined {
    if (this.users < FEWEST_USERS) return undefined;
    const measures = Object.fromEntries(MEASURES.flatMap((measure) => {
      const values = this.figures.get(measure) ?? [];
      return values.length < FEWEST_USERS ? [] : [[measure, spreadOf(values)]];
    }));
    return { users: this.users, sessions: this.sessions, hours: shares(this.hours), weekdays: shares(this.weekdays), measures };
  }

  private count(sums: Float64Array, place: number, weight: number): void {
    sums[place] = (sums[place] as number) + weight;
  }

  /** Sessions a day of each weekday. */
  private countWeekdays({ weekday, firstDay, lastDay, length }: Sessions): void {
    const days = new Float64Array(WEEKDAYS);
    for (let day = 0; day <= lastDay; day++) this.count(days, weekdayOf(firstDay + day), 1);
    for (const place of weekday) this.count(this.weekdays, place, (lastDay + 1) / WEEKDAYS / (days[place] as number) / length);
  }
}

function spreadOf(values: readonly number[]): Spread {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
  return { users: values.length, mean, deviation, least: Math.min(...values), most: Math.max(...values) };
}
