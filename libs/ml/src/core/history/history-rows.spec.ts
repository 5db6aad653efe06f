import fc from 'fast-check';
import { seededRandom, type Random } from '#kernel';
import { FEEDBACK_LABELS, type UserLabel } from '#realtime/core';
import type { DataFault } from '../data/training-data.js';
import { CALLER_AT_CALL } from '../features/caller-at-call.js';
import { vectorsAtCalls } from '../features/caller-history.js';
import { randomCalls, shuffled, START_MS } from '../features/random-calls.fixture.js';
import { HistoryRows, type HistoryData, type HistoryPlan, type LoggedCall, type NumberHistory } from './history-rows.js';

const MONTH_MS = 30 * 86_400_000;
const MIDDLE_MS = START_MS + MONTH_MS / 2;
const ALWAYS: HistoryPlan = { fromMs: START_MS, toMs: START_MS + 2 * MONTH_MS, labelled: false, seed: 1, mostRows: 1000 };

/** No two at once, so that their times alone tell their order. */
const logged = (random: Random): LoggedCall[] =>
  randomCalls(1, random).map((call, at) => ({ ...call, occurredAtMs: call.occurredAtMs + at, eventId: `e-${at}-${random.below(1e9)}` }));

function randomLabel(random: Random): UserLabel {
  const reportedMs = START_MS + random.below(MONTH_MS);
  return { callerId: 1, userId: 1 + random.below(6), label: FEEDBACK_LABELS[random.below(3)]!, category: undefined, reportedMs, eventId: `l-${random.below(1e9)}` };
}

const randomNumber = (random: Random): NumberHistory => ({ calls: logged(random), labels: Array.from({ length: random.below(6) }, () => randomLabel(random)) });

function gather(numbers: readonly NumberHistory[], plan: Partial<HistoryPlan>): HistoryData | DataFault {
  const rows = new HistoryRows({ ...ALWAYS, ...plan });
  for (const number of numbers) for (const _step of rows.add(number));
  return rows.finish();
}

function good(numbers: readonly NumberHistory[], plan: Partial<HistoryPlan>): HistoryData {
  const found = gather(numbers, plan);
  if ('code' in found) throw new Error(found.detail);
  return found;
}

/** Vectors and labels; nothing where there is none to learn from. */
function contents(numbers: readonly NumberHistory[], plan: Partial<HistoryPlan>): unknown {
  const found = gather(numbers, plan);
  return 'code' in found ? found.code : [found.data.features, found.data.labels, found.labels];
}

const forEverySeed = (check: (random: Random) => void): void => fc.assert(fc.property(fc.nat(), (seed) => check(seededRandom(seed))), { numRuns: 200 });
const vectorsOf = (found: HistoryData | DataFault): number[][] => {
  if ('code' in found) return [];
  const { rows, columns, values } = found.data.features;
  return Array.from({ length: rows }, (_, row) => [...values.subarray(row * columns, (row + 1) * columns)]);
};

describe('rows of the history', () => {
  it('are the vectors of incoming calls of the range, each made of the calls before it, those before the range among them', () => {
    forEverySeed((random) => {
      const calls = logged(random);
      const expected = [...vectorsAtCalls(calls)].filter(({ call }) => call.occurredAtMs >= MIDDLE_MS).map(({ vector }) => [...vector]);
      expect(vectorsOf(gather([{ calls, labels: [] }], { fromMs: MIDDLE_MS }))).toEqual(expected);
    });
  });

  it('do not see the future: other calls, labels or ends from `to` on change nothing', () => {
    forEverySeed((random) => {
      const { calls, labels } = randomNumber(random);
      const plan = { toMs: MIDDLE_MS, labelled: random.below(2) === 0 };
      const past = { calls: calls.filter(({ occurredAtMs }) => occurredAtMs < MIDDLE_MS), labels: labels.filter(({ reportedMs }) => reportedMs < MIDDLE_MS) };
      const future = randomNumber(random);
      const other: NumberHistory = {
        calls: shuffled([...past.calls, ...future.calls.filter(({ occurredAtMs }) => occurredAtMs >= MIDDLE_MS)], random),
        labels: shuffled([...past.labels, ...future.labels.filter(({ reportedMs }) => reportedMs >= MIDDLE_MS)], random),
      };
      expect(contents([{ calls, labels }], plan)).toEqual(contents([past], plan));
      expect(contents([other], plan)).toEqual(contents([past], plan));
    });
  });

  it('do not see what comes after their own call, whatever the range', () => {
    forEverySeed((random) => {
      const calls = logged(random);
      const cut = random.below(calls.length + 1);
      const known = vectorsOf(gather([{ calls: calls.slice(0, cut), labels: [] }], {}));
      const later = logged(random).map((call) => ({ ...call, occurredAtMs: call.occurredAtMs + 2 * MONTH_MS }));
      const all = vectorsOf(gather([{ calls: [...calls.slice(0, cut), ...later], labels: [] }], { toMs: START_MS + 4 * MONTH_MS }));
      expect(all.slice(0, known.length)).toEqual(known);
    });
  });

  it('of one number do not see another', () => {
    forEverySeed((random) => {
      const [one, other] = [randomNumber(random), randomNumber(random)];
      expect(vectorsOf(gather([one, other], {}))).toEqual([...vectorsOf(gather([one], {})), ...vectorsOf(gather([other], {}))]);
    });
  });

  it('have the latest words as labels, and are left out and counted where nothing is known', () => {
    const call = (userId: number, durationMs?: number): LoggedCall =>
      ({ eventId: `e-${userId}`, userId, occurredAtMs: START_MS + userId, call: { callerId: 1, direction: 0, outcome: 0, durationMs, localHour: 9 } });
    const word = (userId: number, label: UserLabel['label'], reportedMs: number): UserLabel => ({ callerId: 1, userId, label, category: undefined, reportedMs: START_MS + reportedMs, eventId: 'l' });
    const quiet = { calls: [call(1, 90_000), call(2)], labels: [] };
    const reported = { calls: [call(3), call(4), call(5)], labels: [word(3, 'not_spam', 10), word(3, 'spam', 20), word(4, 'spam', 15), word(6, 'spam', 15), word(6, 'unsure', 40)] };
    const { data, labels, found } = good([quiet, reported], { labelled: true });
    expect([data.classes, [...data.labels ?? []], [...data.groups ?? []], found]).toEqual([['not_spam', 'spam'], [0, 1, 1, 1], [0, 1, 1, 1], 4]);
    expect(labels).toEqual({ own: 2, crowd: 1, outcome: 1, unlabelled: 1 });
    expect(data.featureNames).toEqual(CALLER_AT_CALL.features.map(({ name }) => name));
    const earlier = good([quiet, reported], { labelled: true, toMs: START_MS + 18 });
    expect([[...earlier.data.labels ?? []], earlier.labels]).toEqual([[0, 0, 1, 1], { own: 2, crowd: 1, outcome: 1, unlabelled: 1 }]);
  });

  it('have no labels and leave nothing out where anomalies are learnt', () => {
    const calls = logged(seededRandom(4));
    const { data, labels } = good([{ calls, labels: [] }], {});
    expect([data.labels, data.groups, data.classes, labels]).toEqual([undefined, undefined, [], undefined]);
  });

  it('are a sample by event where there are too many: the same for the same seed, however the log comes', () => {
    const random = seededRandom(8);
    const numbers = Array.from({ length: 60 }, () => ({ calls: logged(random), labels: [] }));
    const all = vectorsOf(gather(numbers, {}));
    const { data, found } = good(numbers, { mostRows: 300 });
    expect([data.features.rows <= 300, data.features.rows > 200, found]).toEqual([true, true, all.length]);
    const kept = vectorsOf(gather(numbers, { mostRows: 300 }));
    expect(vectorsOf(gather(numbers, { mostRows: 300 }))).toEqual(kept);
    expect(vectorsOf(gather(numbers.map(({ calls }) => ({ calls: shuffled(calls, random), labels: [] })), { mostRows: 300 }))).toEqual(kept);
    expect(vectorsOf(gather(numbers, { mostRows: 300, seed: 2 }))).not.toEqual(kept);
  });

  it('come in steps, so that a busy number holds nobody up', () => {
    const calls = Array.from({ length: 350 }, (_, at): LoggedCall => ({ eventId: `e-${at}`, userId: 1, occurredAtMs: START_MS + at, call: { callerId: 1, direction: 0, outcome: 0, durationMs: 1, localHour: 9 } }));
    expect([...new HistoryRows(ALWAYS).add({ calls, labels: [] })]).toHaveLength(3);
  });

  const call: LoggedCall = { eventId: 'e', userId: 1, occurredAtMs: START_MS, call: { callerId: 1, direction: 0, outcome: 0, durationMs: 60_000, localHour: 9 } };
  it.each<[string, NumberHistory[], Partial<HistoryPlan>, string]>([
    ['no number', [], {}, 'training_data_empty'],
    ['no call in the range', [{ calls: [call], labels: [] }], { fromMs: START_MS + 1 }, 'training_data_empty'],
    ['no call that came in', [{ calls: [{ ...call, call: { ...call.call, direction: 1 } }], labels: [] }], {}, 'training_data_empty'],
    ['no label', [{ calls: [{ ...call, call: { ...call.call, durationMs: 1 } }], labels: [] }], { labelled: true }, 'training_data_empty'],
    ['one kind of label', [{ calls: [call], labels: [] }], { labelled: true }, 'training_data_one_class'],
  ])('are no data set where there is %s', (_name, numbers, plan, code) => expect(gather(numbers, plan)).toMatchObject({ code }));
});
