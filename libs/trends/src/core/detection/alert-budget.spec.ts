import fc from 'fast-check';
import { seededRandom, type Random } from '#kernel';
import { AlertBudget, falseAlertsAt, type AlertStep, type BudgetState } from './alert-budget.js';
import { AnomalyDetector, type Finding } from './anomaly-detector.js';
import { contributions } from './incident.js';

const HOUR = 3600;
const WEEK_HOURS = 168;
const SETTINGS = { falseAlertsPerWeek: 1, intervalSeconds: HOUR, cooldownSeconds: 6 * HOUR };
const NO_PARTS = { range: 0, level: 0, value: 0, shape: 0, season: 0 };
const finding = (rarity: number): Finding => ({ score: rarity, rarity, parts: { ...NO_PARTS, value: rarity } });
const afterJson = (state: BudgetState) => JSON.parse(JSON.stringify(state)) as BudgetState;

const gaussian = (random: Random) => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());

/** Knuth's: uniform numbers are multiplied until they fall below e^−mean. */
function poisson(random: Random, mean: number): number {
  let count = 0;
  for (let product = random.next(); product > Math.exp(-mean); product *= random.next()) count++;
  return count;
}

const NOISE: readonly (readonly [string, (random: Random) => (hour: number) => number])[] = [
  ['white noise', (random) => () => gaussian(random)],
  ['AR(1)', (random) => { let last = 0; return () => (last = 0.9 * last + gaussian(random)); }],
  ['a random walk', (random) => { let last = 0; return () => (last += gaussian(random)); }],
  ['counts with a daily season', (random) => (hour) => poisson(random, 8 + 7 * Math.sin(hour * Math.PI / 12))],
  ['counts with quiet week-ends', (random) => (hour) => poisson(random, (hour / 24) % 7 >= 5 ? 2 : 10)],
  ['hardly any calls', (random) => () => poisson(random, 0.2)],
  ['heavy tails', (random) => () => Math.exp(2 * gaussian(random))],
];

/** Alerts of the weeks under each of the budgets. */
function alertsOf(noise: (hour: number) => number, weeks: number, perWeek: readonly number[]): number[] {
  const detector = new AnomalyDetector();
  const budgets = perWeek.map((falseAlertsPerWeek) => new AlertBudget({ ...SETTINGS, falseAlertsPerWeek }));
  const alerts = perWeek.map(() => 0);
  for (let hour = 0; hour < weeks * WEEK_HOURS; hour++) {
    const found = detector.push({ atSeconds: hour * HOUR, value: noise(hour) });
    if (found === undefined) continue;
    budgets.forEach((budget, at) => (alerts[at] = (alerts[at] as number) + Number(budget.push(hour * HOUR, found).isNew)));
  }
  return alerts;
}

/** Five calm weeks of rising and falling rarities, then those given, an hour apart. */
function afterCalm(rarities: readonly number[]): AlertStep[] {
  const budget = new AlertBudget(SETTINGS);
  for (let hour = -5 * WEEK_HOURS; hour < 0; hour++) budget.push(hour * HOUR, finding(0.1 + ((((hour * 61) % 97) + 97) % 97) / 1000));
  const calm = budget.state().incident;
  expect(calm === null || calm.rarity < 0.2).toBe(true);
  return rarities.map((rarity, hour) => budget.push((hour + 12) * HOUR, finding(rarity)));
}

describe('alert budget', () => {
  it.each(NOISE)('keeps to it on %s, and uses some of it', (_name, noise) => {
    const [weeks, perWeek] = [16, [1, 4]];
    const runs = [1, 2].map((seed) => alertsOf(noise(seededRandom(seed)), weeks, perWeek));
    perWeek.forEach((most, at) => {
      const used = runs.reduce((sum, alerts) => sum + (alerts[at] as number), 0) / (runs.length * weeks);
      expect(used).toBeLessThanOrEqual(most);
      expect(used).toBeGreaterThan(most / 4);
    });
  });

  it('keeps to it for exchangeable rarities of any distribution', () => {
    fc.assert(fc.property(fc.integer(), fc.double({ min: 0.1, max: 5, noNaN: true }), (seed, power) => {
      const [random, budget] = [seededRandom(seed), new AlertBudget(SETTINGS)];
      let alerts = 0;
      for (let hour = 0; hour < 100 * WEEK_HOURS; hour++) if (budget.push(hour * HOUR, finding(random.next() ** power)).isNew) alerts++;
      // Poisson with mean 100: more than 150 happens once in two million.
      expect(alerts).toBeLessThan(150);
    }), { numRuns: 10 });
  });

  it('raises none before it can tell: a week at one a week, four at a fourth', () => {
    const firstThreshold = (falseAlertsPerWeek: number) => {
      const budget = new AlertBudget({ ...SETTINGS, falseAlertsPerWeek });
      let hour = 0;
      for (; budget.threshold === undefined; hour++) budget.push(hour * HOUR, finding(0.5));
      return hour / WEEK_HOURS;
    };
    expect(firstThreshold(1)).toBeCloseTo(1, 1);
    expect(firstThreshold(0.25)).toBeCloseTo(4, 1);
  });

  it('makes one incident of what belongs together, and says when it has ended', () => {
    const steps = afterCalm([0.15, 0.6, 0.9, 0.1, 0.7, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.8]);
    expect(steps.map(({ isNew }) => isNew).flatMap((isNew, at) => (isNew ? [at] : []))).toEqual([1, 12]);
    expect(steps[4]?.open).toMatchObject({ firstSeconds: 13 * HOUR, lastSeconds: 16 * HOUR, peakSeconds: 14 * HOUR, values: 3, rarity: 0.9 });
    expect(steps.flatMap(({ closed }, at) => (closed === undefined ? [] : [[at, closed.values]]))).toEqual([[11, 3]]);
  });

  it('is not dulled by a long incident: what comes after and is less is still told', () => {
    const days = (count: number, rarity: number) => Array<number>(24 * count).fill(rarity);
    const steps = afterCalm([...days(5, 0.9), ...days(2, 0.12), 0.5]);
    expect(steps[0]?.isNew).toBe(true);
    expect(steps.at(-1)?.isNew).toBe(true);
  });

  it('tells what goes on for more than a week anew', () => {
    const steps = afterCalm(Array<number>(WEEK_HOURS + 2).fill(0.9));
    expect(steps.flatMap(({ isNew }, hour) => (isNew ? [hour] : []))).toEqual([0, WEEK_HOURS + 1]);
  });

  it('goes on from stored state as if it had never stopped', () => {
    const rarity = fc.double({ min: 0, max: 0.999, noNaN: true });
    fc.assert(fc.property(fc.array(fc.tuple(rarity, fc.integer({ min: -2, max: 20 })), { maxLength: 400 }), fc.nat({ max: 400 }), (rows, cut) => {
      let hour = 0;
      const points = rows.map(([each, step]) => ({ at: (hour += step) * HOUR, found: finding(each) }));
      const settings = { ...SETTINGS, falseAlertsPerWeek: 5 };
      const [stopped, whole] = [new AlertBudget(settings), new AlertBudget(settings)];
      const before = points.slice(0, cut).map(({ at, found }) => stopped.push(at, found));
      const resumed = new AlertBudget(settings, afterJson(stopped.state()));
      const after = points.slice(cut).map(({ at, found }) => resumed.push(at, found));
      expect([...before, ...after]).toEqual(points.map(({ at, found }) => whole.push(at, found)));
    }), { numRuns: 50 });
  });

  it('alerts when the calls stop', () => {
    const random = seededRandom(3);
    const [detector, budget] = [new AnomalyDetector(), new AlertBudget({ ...SETTINGS, cooldownSeconds: 24 * HOUR })];
    const alerts: number[] = [];
    for (let hour = 0; hour < 13 * WEEK_HOURS; hour++) {
      const value = hour >= 12 * WEEK_HOURS + 30 && hour < 12 * WEEK_HOURS + 54 ? 0 : poisson(random, 20 + 12 * Math.sin(hour * Math.PI / 12));
      const found = detector.push({ atSeconds: hour * HOUR, value });
      if (found !== undefined && budget.push(hour * HOUR, found).isNew) alerts.push(hour - 12 * WEEK_HOURS);
    }
    expect(alerts.filter((hour) => hour >= 30 && hour < 54)).toHaveLength(1);
  });

  it.each([[0, 0.1], [0.5, 1], [1, 10], [-1, 0.1], [2, 10]])('sensitivity %p puts up with %p a week', (sensitivity, expected) => {
    expect(falseAlertsAt(sensitivity)).toBeCloseTo(expected, 12);
  });

  it('says what an incident is made of, the most telling first', () => {
    expect(contributions({ parts: { ...NO_PARTS, shape: 0.75, range: 0.25 } })).toEqual([{ part: 'shape', share: 0.75 }, { part: 'range', share: 0.25 }]);
    expect(contributions({ parts: NO_PARTS })).toEqual([]);
  });
});
