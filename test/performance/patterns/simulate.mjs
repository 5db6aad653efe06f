import { normal, pick, poisson } from './chance.mjs';
import { LocalDays, seededRandom } from './core.mjs';

export const DAYS = 180;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** A Monday, at midnight in Shanghai, which changes no clocks. */
const START_MS = Date.UTC(2025, 0, 6) - 8 * 3_600_000;
const CALENDAR = new LocalDays('Asia/Shanghai');

/** The platform's rhythm: calls by local hour, and by weekday from Monday. */
export const HOURS = [4, 2, 1, 1, 1, 3, 10, 25, 45, 60, 65, 55, 40, 45, 55, 60, 60, 55, 50, 50, 45, 35, 20, 10];
export const WEEKDAYS = [1.1, 1.1, 1.1, 1.1, 1.1, 0.8, 0.7];
/** Answered, rejected, missed, transferred, taken by the assistant. */
export const OUTCOMES = [0.55, 0.12, 0.22, 0.01, 0.1];
export const [ANSWERED, REJECTED, MISSED] = [0, 1, 2];
const HIGHEST_RATE = 80;

/** What one user's calls are drawn by: a level, circle and shares of their own; rhythm and mix are the platform's. */
export function drawHabits(random) {
  const circle = Math.max(8, Math.round(Math.exp(Math.log(40) + 0.5 * normal(random))));
  return {
    perDay: Math.min(HIGHEST_RATE, Math.exp(Math.log(7) + 0.6 * normal(random))),
    circle, weights: Array.from({ length: circle }, (_, at) => 1 / (at + 4)),
    newShare: 1 / (1 + Math.exp(1.4 - 0.4 * normal(random))), spamShare: 0.1, outgoing: 1 / (1 + Math.exp(1.4 - 0.4 * normal(random))),
    redial: 0.25, strategy: 'moderate',
    hours: () => HOURS, dayFactor: (day) => WEEKDAYS[day % 7], outcomes: () => OUTCOMES,
  };
}

/** A number: of the circle, of a stranger who never calls again, of a spammer who may. */
function drawNumber(habits, day, strangers, random) {
  const draw = random.next();
  const newShare = habits.dayNewShare?.(day) ?? habits.newShare;
  if (draw < newShare) return { callerId: 10_000 + strangers.next++, name: 'new' };
  if (draw < newShare + habits.spamShare) return { callerId: 1_000_000 + random.below(60), name: 'spam' };
  return { callerId: 1 + pick(habits.weights, random), name: 'circle' };
}

/** The day's calls; who did not get through dials again within minutes. */
function drawDay(day, habits, strangers, random) {
  const calls = [];
  for (let count = poisson(habits.perDay * habits.dayFactor(day, random), random); count > 0; count--) {
    const hour = pick(habits.hours(day), random);
    const { callerId, name } = drawNumber(habits, day, strangers, random);
    const isIncoming = name !== 'circle' || random.next() >= habits.outgoing;
    const mix = habits.outcomes({ name, hour, day });
    let atMs = START_MS + day * DAY_MS + (hour + random.next()) * 60 * MINUTE_MS;
    do {
      const outcome = isIncoming ? pick(mix, random) : ANSWERED;
      calls.push({ atMs: Math.floor(atMs), callerId, isIncoming, outcome, durationMs: outcome === ANSWERED ? Math.floor(-90_000 * Math.log(1 - random.next())) : undefined });
      atMs += (1 + 8 * random.next()) * MINUTE_MS;
    } while (random.next() < habits.redial);
  }
  return calls;
}

/** A user's history of 180 days; `plant` changes the habits that were drawn. */
export function simulateUser(seed, plant = (habits) => habits) {
  const random = seededRandom(seed);
  const habits = plant(drawHabits(random), random);
  const strangers = { next: 0 };
  const calls = Array.from({ length: DAYS }, (_, day) => drawDay(day, habits, strangers, random)).flat().sort((left, right) => left.atMs - right.atMs);
  const numbers = new Map();
  for (const { callerId, atMs } of calls) if (!numbers.has(callerId)) numbers.set(callerId, { firstMs: atMs, isSpam: callerId >= 1_000_000, ...habits.facts?.(callerId) });
  return { calls, numbers, fromMs: START_MS, toMs: START_MS + DAYS * DAY_MS, calendar: CALENDAR, strategy: habits.strategy };
}
