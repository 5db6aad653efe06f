import { ratio } from '#kernel';
import type { Matrix } from '../data/matrix.js';
import { weightAt, type BookEntry, type CallBook } from './call-book.js';

/** When the user is about to call: epoch milliseconds, and the hour of the day on their clock. */
export interface Moment {
  readonly atMs: number;
  readonly localHour: number;
}

interface Seen {
  readonly entry: BookEntry;
  readonly moment: Moment;
  /** Place by the last contact, 0 the latest. */
  readonly place: number;
  readonly latest: number | undefined;
  /** Of all entries together. */
  readonly totals: { readonly outgoing: number; readonly weight: number; readonly aboutNow: number; readonly after: number };
}

const MINUTE_MS = 60_000;
/** What never was counts as thirty days ago. */
const NEVER_MINUTES = 43_200;
const HOURS_ABOUT = 2;

function nearness(lastMs: number, { atMs }: Moment): number {
  const minutes = Number.isFinite(lastMs) ? Math.max(0, atMs - lastMs) / MINUTE_MS : NEVER_MINUTES;
  return -Math.log(1 + minutes);
}

function callsAboutNow({ hours }: BookEntry, { localHour }: Moment): number {
  let calls = 0;
  for (let apart = -HOURS_ABOUT; apart <= HOURS_ABOUT; apart++) calls += hours[(localHour + apart + 24) % 24] ?? 0;
  return calls;
}

const afterLatest = ({ after }: BookEntry, latest: number | undefined): number => (latest === undefined ? 0 : after.get(latest) ?? 0);

/** Each with its name. What is right for one user is right for another: nothing depends on who is called but through the calls. */
const FEATURES: readonly (readonly [string, (seen: Seen) => number])[] = [
  ['is_latest', ({ place }) => Number(place === 0)],
  ['is_second_latest', ({ place }) => Number(place === 1)],
  ['inverse_place', ({ place }) => 1 / (1 + place)],
  ['nearness', ({ entry, moment }) => nearness(entry.lastMs, moment)],
  ['nearness_out', ({ entry, moment }) => nearness(entry.lastOutMs, moment)],
  ['nearness_in', ({ entry, moment }) => nearness(entry.lastInMs, moment)],
  ['log_outgoing', ({ entry }) => Math.log1p(entry.outgoing)],
  ['log_incoming', ({ entry }) => Math.log1p(entry.incoming)],
  ['outgoing_share', ({ entry, totals }) => ratio(entry.outgoing, totals.outgoing) ?? 0],
  ['recent_share', ({ entry, moment, totals }) => ratio(weightAt(entry, moment.atMs), totals.weight) ?? 0],
  ['about_now_share', ({ entry, moment, totals }) => ratio(callsAboutNow(entry, moment), totals.aboutNow) ?? 0],
  ['after_latest_share', ({ entry, latest, totals }) => ratio(afterLatest(entry, latest), totals.after) ?? 0],
  ['owes_a_call', ({ entry, place }) => Number(entry.lastWasIncoming && !entry.lastWasAnswered) / (1 + place)],
  ['did_not_answer', ({ entry, place }) => Number(!entry.lastWasIncoming && !entry.lastWasAnswered) / (1 + place)],
];

export const CALLEE_FEATURES: readonly string[] = FEATURES.map(([name]) => name);

/** Everybody the user could call: numbers, the latest contact first, and a row of `CALLEE_FEATURES` for each. */
export interface Candidates {
  readonly numbers: readonly number[];
  readonly features: Matrix;
}

/** Pure. O(contacts × log contacts); some two microseconds a contact. */
export function candidatesAt({ entries, latest }: CallBook, moment: Moment): Candidates {
  const known = [...entries].sort(([, left], [, right]) => right.lastMs - left.lastMs);
  const sum = (of: (entry: BookEntry) => number): number => known.reduce((total, [, entry]) => total + of(entry), 0);
  const totals = {
    outgoing: sum(({ outgoing }) => outgoing), weight: sum((entry) => weightAt(entry, moment.atMs)), aboutNow: sum((entry) => callsAboutNow(entry, moment)),
    after: sum((entry) => afterLatest(entry, latest)),
  };
  const values = new Float64Array(known.length * FEATURES.length);
  for (const [place, [, entry]] of known.entries()) {
    const seen = { entry, moment, place, latest, totals };
    for (const [column, [, of]] of FEATURES.entries()) values[place * FEATURES.length + column] = of(seen);
  }
  return { numbers: known.map(([number]) => number), features: { rows: known.length, columns: FEATURES.length, values } };
}
