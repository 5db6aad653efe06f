import { setImmediate } from 'node:timers/promises';
import { inputInvalid, QUARTER_HOUR_MS } from '#kernel';
import type { UserZones } from '#realtime';
import { readWords, standingAt, usefulnessOf, type AnomalyState, type UserAnomalyActs } from '../../core/anomalies/anomaly-acts.js';
import { featuresOn, LOOSEST, sensitivityLevel, thresholdsAt } from '../../core/anomalies/anomaly-settings.js';
import { anomalyText, type AnomalyText } from '../../core/anomalies/anomaly-text.js';
import { foldDays, type BehaviourDays } from '../../core/anomalies/behaviour-days.js';
import type { DayFinding } from '../../core/anomalies/day-finding.js';
import { FEWEST_DAYS, judgeDay, MOST_DAYS } from '../../core/anomalies/judge-day.js';
import { dateOf, LocalDays } from '../../core/anomalies/local-days.js';
import type { BehaviourRecords } from './behaviour-records.js';

/** So many days may be asked for at once: each of them is judged. */
const MOST_ASKED_DAYS = 92;

/** A finding as it stands. */
export interface Anomaly extends Omit<DayFinding, 'leading'> {
  readonly text: AnomalyText;
  readonly state: AnomalyState;
  /** Of a snoozed one. */
  readonly untilMs?: number;
  /** The end of its day: from then on it can be told of. */
  readonly detectedMs: number;
}

/** Days on the user's clock, both included; without them the 90 days up to yesterday. */
export interface AskedDays {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** A user's days, ready to be judged. */
export interface Judgeable {
  readonly userId: number;
  readonly calendar: LocalDays;
  readonly days: BehaviourDays;
  readonly said: UserAnomalyActs;
  /** Days that are over and asked for. */
  readonly from: number;
  readonly to: number;
  readonly isHistoryShort: boolean;
}

/** Finds a user's strange days, in their stored series and by their settings. Nothing of it is written. */
export class UserAnomalies {
  constructor(
    private readonly zones: UserZones,
    private readonly records: BehaviourRecords,
  ) {}

  /** What the user said; the settings among it. */
  async said(userId: number): Promise<UserAnomalyActs> {
    return readWords(await this.records.words(userId));
  }

  /** @throws AppError `input_invalid` where too many days are asked for, or they end before they begin */
  async load(userId: number, asked: AskedDays, nowMs: number): Promise<Judgeable> {
    const [zone] = await this.zones.zonesOf([userId]);
    const calendar = new LocalDays(zone as string);
    const yesterday = calendar.dayAt(nowMs) - 1;
    const to = Math.min(asked.to ?? yesterday, yesterday);
    const from = asked.from ?? to - MOST_DAYS + 1;
    checkSpan(from, asked.to ?? to, to);
    const quarterAt = (day: number): number => Math.floor(calendar.startMs(day) / QUARTER_HOUR_MS);
    const span = { from: quarterAt(from - MOST_DAYS), to: quarterAt(to + 1) };
    const [record, said] = await Promise.all([this.records.read(userId, span), this.said(userId)]);
    const first = record.firstQuarter === undefined ? Infinity : calendar.placeOf(record.firstQuarter).day;
    const firstDay = Math.max(first, from - MOST_DAYS);
    const days = foldDays(record, Number.isFinite(first) ? { firstDay, lastDay: to } : { firstDay: to, lastDay: to }, calendar);
    return { userId, calendar, days, said, from, to, isHistoryShort: yesterday - first < FEWEST_DAYS };
  }

  /** What stands out, the latest day first, while the caller goes on asking. Lets others have their turn after each day. */
  async* latestFirst(judgeable: Judgeable, beforeDay: number, nowMs: number): AsyncGenerator<Anomaly> {
    for (let day = Math.min(judgeable.to, beforeDay - 1); day >= judgeable.from; day--) {
      const found = this.judge(judgeable, day, nowMs);
      if (found !== undefined) yield found;
      await setImmediate();
    }
  }

  private judge({ userId, calendar, days, said }: Judgeable, day: number, nowMs: number): Anomaly | undefined {
    const isSpokenOf = [...said.acts.keys(), ...said.feedback.keys()].some((id) => id.startsWith(dateOf(day)));
    const thresholds = isSpokenOf ? LOOSEST : thresholdsAt(sensitivityLevel(said.settings.sensitivity, usefulnessOf(said)));
    const found = judgeDay(days, day - days.firstDay, { features: featuresOn(said.settings), thresholds, seed: userId % 2 ** 31 });
    return found === undefined ? undefined : present(found, said, calendar, nowMs);
  }
}

function checkSpan(from: number, askedTo: number, to: number): void {
  const message = from > askedTo ? 'must not lie after to' : `must lie at most ${MOST_ASKED_DAYS - 1} days before to`;
  if (from <= askedTo && to - from < MOST_ASKED_DAYS) return;
  throw inputInvalid('from', message);
}

function present({ leading, ...finding }: DayFinding, { acts }: UserAnomalyActs, calendar: LocalDays, nowMs: number): Anomaly {
  return { ...finding, text: anomalyText({ day: finding.day, leading }), ...standingAt(acts.get(finding.id), nowMs), detectedMs: calendar.startMs(finding.day + 1) };
}
