// `node test/performance/callers/alike-lengths.mjs [seed …]`: how alike the lengths of simulated numbers' calls are, and how far that tells spam from others.
import { alikeLengths } from '#callers/core';
import { DURATION_CLASSES, durationClass, SHORT_CALL_MS } from '#ml/core';
import { simulate } from '#simulation';

const START_MS = Date.UTC(2026, 2, 1, 16);
const FEWEST = 3;
const FIRST = durationClass(SHORT_CALL_MS) + 1;

/** Numbers with three calls over ten seconds or more: whether they are spam, and their calls by class. */
function numbersOf(seed) {
  const numbers = new Map();
  for (const item of simulate({ seed, users: 300, days: 14, startMs: START_MS })) {
    if (item.kind === 'feedback' || item.event.callType !== 'incoming' || !(item.event.duration * 1000 > SHORT_CALL_MS)) continue;
    const found = numbers.get(item.event.callerPhone) ?? { spam: item.truth.spam, calls: 0, durations: new Array(DURATION_CLASSES).fill(0) };
    found.calls++;
    found.durations[durationClass(item.event.duration * 1000)]++;
    numbers.set(item.event.callerPhone, found);
  }
  return [...numbers.values()].filter(({ calls }) => calls >= FEWEST);
}

const alike = ({ durations }) => {
  const { hits, total } = alikeLengths(durations);
  return hits / total;
};
const inOneClass = ({ calls, durations }) => durations.slice(FIRST).reduce((sum, count) => sum + count * (count - 1), 0) / calls / (calls - 1);

/** How often spam has more of it than others, a draw half. */
function auc(numbers, measure) {
  const [spam, others] = [true, false].map((is) => numbers.filter((each) => each.spam === is).map(measure));
  const wins = spam.reduce((sum, one) => sum + others.reduce((won, other) => won + (one > other ? 1 : one === other ? 0.5 : 0), 0), 0);
  return wins / spam.length / others.length;
}

const quantiles = (values) => [0.25, 0.5, 0.75, 0.9].map((at) => values.sort((left, right) => left - right)[Math.floor(at * (values.length - 1))].toFixed(2)).join(' / ');

for (const seed of process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1, 2]) {
  const numbers = numbersOf(seed);
  for (const [name, measure] of [['alike', alike], ['one class', inOneClass]]) {
    const [spam, others] = [true, false].map((is) => numbers.filter((each) => each.spam === is).map(measure));
    console.log(`seed ${seed}, ${name}: AUC ${auc(numbers, measure).toFixed(3)}; quartiles and 90 % of ${others.length} others ${quantiles(others)}, of ${spam.length} spam ${quantiles(spam)}`);
  }
}
