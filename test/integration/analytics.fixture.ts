import { SPAM_CATEGORIES, OUTCOMES } from '#realtime/core';

/** A call as it was sent, and what the list says of its number. */
export interface RawCall {
  readonly userId: string;
  readonly timestamp: string;
  readonly callerPhone: string;
  readonly callType: 'incoming' | 'outgoing';
  readonly outcome: string;
  readonly duration?: number;
  readonly claimed?: boolean;
}

export interface Listed {
  readonly verdict: 'spam' | 'suspicious';
  readonly category: string | null;
}

const HOUR_MS = 3_600_000;
export const WITHHELD = 'anonymous';

const formats = new Map<string, Intl.DateTimeFormat>();

/** What a wall calendar shows, through Intl alone. */
export function wallOf(zone: string, ms: number): { readonly weekday: number; readonly hour: number; readonly date: string; readonly clock: string } {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('en-CA', {
    timeZone: zone, hourCycle: 'h23', weekday: 'short', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
  });
  formats.set(zone, format);
  const parts = format.formatToParts(ms);
  const part = (type: string): string => parts.find((found) => found.type === type)?.value ?? '';
  return {
    weekday: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(part('weekday').slice(0, 3)), hour: Number(part('hour')),
    date: `${part('year')}-${part('month')}-${part('day')}`, clock: `${part('hour')}:${part('minute')}`,
  };
}

const countBy = (names: readonly string[], found: readonly string[]): Record<string, number> => Object.fromEntries(names.map((name) => [name, found.filter((one) => one === name).length]));
const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

const walls = new Map<string, { readonly weekday: number; readonly hour: number }>();

/** The same, looked up once a moment: calls are asked for many times. */
function onceOf(zone: string, ms: number): { readonly weekday: number; readonly hour: number } {
  const key = `${zone} ${ms}`;
  const known = walls.get(key) ?? wallOf(zone, ms);
  walls.set(key, known);
  return known;
}

/** Every figure of docs/analytics.md said another way: from the raw calls of a period, one figure after the other. */
export function figuresFrom(all: readonly RawCall[], listed: ReadonlyMap<string, Listed>, { from, to, asOf, zone }: { from: number; to: number; asOf: number; zone: string }) {
  const at = ({ timestamp }: RawCall): number => Date.parse(timestamp);
  const calls = all.filter((call) => at(call) >= from && at(call) < to);
  const [incoming, outgoing] = (['incoming', 'outgoing'] as const).map((type) => calls.filter(({ callType }) => callType === type)) as [RawCall[], RawCall[]];
  const vouched = incoming.filter(({ claimed, callerPhone }) => claimed !== true && callerPhone !== WITHHELD);
  const spam = vouched.filter(({ callerPhone }) => listed.get(callerPhone)?.verdict === 'spam');
  const blocked = spam.filter(({ outcome }) => outcome === 'rejected' || outcome === 'ai_handled');
  const handled = incoming.filter(({ outcome }) => outcome === 'ai_handled');
  const judged = vouched.filter((call) => call.outcome === 'ai_handled' && at(call) + HOUR_MS < Math.min(to + HOUR_MS, asOf + 1));
  const between = new Map<string, RawCall[]>();
  for (const call of all.filter(({ claimed }) => claimed !== true)) between.set(call.callerPhone, [...(between.get(call.callerPhone) ?? []), call]);
  const again = (call: RawCall): boolean => (between.get(call.callerPhone) ?? []).some((other) => other !== call && at(other) >= at(call) && at(other) - at(call) <= HOUR_MS);
  const settled = judged.filter((call) => !again(call));
  const lengths = calls.filter(({ outcome }) => outcome === 'answered').flatMap(({ duration }) => (duration === undefined ? [] : [duration]));
  const categoryOf = ({ callerPhone, claimed }: RawCall): string => {
    if (callerPhone === WITHHELD) return 'withheld';
    if (claimed === true) return 'claimed';
    const known = listed.get(callerPhone);
    return known === undefined ? 'unknown' : (known.category ?? 'uncategorized');
  };
  return {
    calls: { total: calls.length, incoming: incoming.length, outgoing: outgoing.length },
    outcomes: { incoming: countBy(OUTCOMES, incoming.map(({ outcome }) => outcome)), outgoing: countBy(OUTCOMES, outgoing.map(({ outcome }) => outcome)) },
    categories: countBy([...SPAM_CATEGORIES, 'uncategorized', 'none', 'claimed', 'withheld', 'unknown'], incoming.map(categoryOf)),
    hours: Array.from({ length: 24 }, (_, hour) => calls.filter((call) => onceOf(zone, at(call)).hour === hour).length),
    weekdays: Array.from({ length: 7 }, (_, weekday) => calls.filter((call) => onceOf(zone, at(call)).weekday === weekday).length),
    answerRate: share(incoming.filter(({ outcome }) => outcome === 'answered').length, incoming.length),
    meanDurationSeconds: lengths.length === 0 ? null : lengths.reduce((sum, length) => sum + Math.round(length * 1000), 0) / 1000 / lengths.length,
    distinctCallers: new Set(vouched.map(({ callerPhone }) => callerPhone)).size,
    spam: { calls: spam.length, share: share(spam.length, incoming.length), blocked: blocked.length, blockedShare: share(blocked.length, spam.length), secondsSpared: 30 * blocked.length },
    ai: { handled: handled.length, share: share(handled.length, incoming.length), judged: judged.length, settled: settled.length, effectiveness: share(settled.length, judged.length) },
  };
}

/** The numbers that called in most: calls and verdict, without names. */
export function loudest(all: readonly RawCall[], listed: ReadonlyMap<string, Listed>, { from, to }: { from: number; to: number }) {
  const incoming = all.filter(({ timestamp, callType, claimed, callerPhone }) => Date.parse(timestamp) >= from && Date.parse(timestamp) < to && callType === 'incoming' && claimed !== true && callerPhone !== WITHHELD);
  const phones = [...new Set(incoming.map(({ callerPhone }) => callerPhone))];
  return phones.map((phone) => ({ phone, calls: incoming.filter(({ callerPhone }) => callerPhone === phone) })).map(({ phone, calls }) => ({
    tail: phone.slice(-3), calls: calls.length, answered: calls.filter(({ outcome }) => outcome === 'answered').length, verdict: listed.get(phone)?.verdict ?? 'unknown',
    lastCall: new Date(Math.max(...calls.map(({ timestamp }) => Date.parse(timestamp)))).toISOString(),
  })).sort((one, other) => other.calls - one.calls || (one.lastCall < other.lastCall ? 1 : -1)).slice(0, 10);
}
