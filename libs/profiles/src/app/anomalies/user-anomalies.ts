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
import type { FindingEvidence, StreamFinding, StreamFindings } from './stream-findings.js';

/** So many days may be asked for at once: each of them is judged. */
const MOST_ASKED_DAYS = 92;

/** A finding as it stands. */
export interface Anomaly extends Omit<DayFinding, 'leading' | 'score' | 'evidence'> {
  /** The monitor that found it; undefined of a day. */
  readonly monitorId: string | undefined;
  /** Of the isolation forest; undefined of what a monitor found. */
  readonly score: number | undefined;
  readonly evidence: readonly FindingEvidence[];
  readonly text: AnomalyText;
  readonly state: AnomalyState;
  /** Of a snoozed one. */
  readonly untilMs?: number;
  /** The end of its day, from which on it can be told of; of a monitor's when it was found out. */
  readonly detectedMs: number;
}

/** Where a page ends: the next begins with what comes after it, by day falling and by id. */
export interface AnomalyPlace { readonly day: number; readonly id: string }

/** Days on the user's clock, both included; without them the 90 days up to yesterday, and what the stream found today. */
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
  /** What the stream found, by the day on which it began; today's among it. */
  readonly stream: ReadonlyMap<number, readonly StreamFinding[]>;
  /** Days that are over and asked for. */
  readonly from: number;
  readonly to: number;
  /** The last day asked for, at most today. */
  readonly until: number;
  readonly isHistoryShort: boolean;
}

/** Finds a user's strange days, in their stored series and by their settings, and puts what the stream found beside them. Nothing of it is written. */
export class UserAnomalies {
  constructor(
    private readonly zones: UserZones,
    private readonly records: BehaviourRecords,
    private readonly stream: StreamFindings,
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
    const until = Math.min(asked.to ?? yesterday + 1, yesterday + 1);
    const streamed = this.stream.between(userId, calendar.startMs(from), calendar.startMs(until + 1));
    const [record, said, found] = await Promise.all([this.records.read(userId, span), this.said(userId), streamed]);
    const first = record.firstQuarter === undefined ? Infinity : calendar.placeOf(record.firstQuarter).day;
    const firstDay = Math.max(first, from - MOST_DAYS);
    const days = foldDays(record, Number.isFinite(first) ? { firstDay, lastDay: to } : { firstDay: to, lastDay: to }, calendar);
    return { userId, calendar, days, said, stream: byDay(found, calendar), from, to, until, isHistoryShort: yesterday - first < FEWEST_DAYS };
  }

  /** What stands out, the latest day first, while the caller goes on asking. Lets others have their turn after each day. */
  async* latestFirst(judgeable: Judgeable, after: AnomalyPlace | undefined, nowMs: number): AsyncGenerator<Anomaly> {
    for (let day = Math.min(judgeable.until, after?.day ?? Infinity); day >= judgeable.from; day--) {
      const found = this.ofDay(judgeable, day, nowMs).filter(({ id }) => after?.day !== day || id > after.id);
      yield* found.sort((left, right) => (left.id < right.id ? -1 : 1));
      await setImmediate();
    }
  }

  /** How a finding of the stream stands. */
  standing(found: StreamFinding, { calendar, said: { acts } }: Pick<Judgeable, 'calendar' | 'said'>, nowMs: number): Anomaly {
    const { id, monitorId, kind, severity, evidence, text, openedMs, detectedMs, isAcknowledged } = found;
    const act = acts.get(id) ?? (isAcknowledged ? { state: 'acknowledged' as const } : undefined);
    return { id, monitorId, kind, severity, score: undefined, evidence, text, detectedMs, day: calendar.dayAt(openedMs), ...standingAt(act, nowMs) };
  }

  /** What the stream found under an id; undefined where it is none of the user's. */
  async streamed(userId: number, id: string, nowMs: number): Promise<Anomaly | undefined> {
    const found = await this.stream.find(userId, id);
    if (found === undefined) return undefined;
    const [[zone], said] = await Promise.all([this.zones.zonesOf([userId]), this.said(userId)]);
    return this.standing(found, { calendar: new LocalDays(zone as string), said }, nowMs);
  }

  private ofDay(judgeable: Judgeable, day: number, nowMs: number): Anomaly[] {
    const own = day <= judgeable.to ? this.judge(judgeable, day, nowMs) : undefined;
    const streamed = (judgeable.stream.get(day) ?? []).map((found) => this.standing(found, judgeable, nowMs));
    return own === undefined ? streamed : [own, ...streamed];
  }

  private judge({ userId, calendar, days, said }: Judgeable, day: number, nowMs: number): Anomaly | undefined {
    const isSpokenOf = [...said.acts.keys(), ...said.feedback.keys()].some((id) => id.startsWith(dateOf(day)));
    const thresholds = isSpokenOf ? LOOSEST : thresholdsAt(sensitivityLevel(said.settings.sensitivity, usefulnessOf(said)));
    const found = judgeDay(days, day - days.firstDay, { features: featuresOn(said.settings), thresholds, seed: userId % 2 ** 31 });
    return found === undefined ? undefined : present(found, said, calendar, nowMs);
  }
}

function byDay(found: readonly StreamFinding[], calendar: LocalDays): Map<number, StreamFinding[]> {
  const days = new Map<number, StreamFinding[]>();
  for (const one of found) {
    const day = calendar.dayAt(one.openedMs);
    days.set(day, [...(days.get(day) ?? []), one]);
  }
  return days;
}

function checkSpan(from: number, askedTo: number, to: number): void {
  const message = from > askedTo ? 'must not lie after to' : `must lie at most ${MOST_ASKED_DAYS - 1} days before to`;
  if (from <= askedTo && to - from < MOST_ASKED_DAYS) return;
  throw inputInvalid('from', message);
}

function present({ leading, ...finding }: DayFinding, { acts }: UserAnomalyActs, calendar: LocalDays, nowMs: number): Anomaly {
  return { ...finding, monitorId: undefined, text: anomalyText({ day: finding.day, leading }), ...standingAt(acts.get(finding.id), nowMs), detectedMs: calendar.startMs(finding.day + 1) };
}
