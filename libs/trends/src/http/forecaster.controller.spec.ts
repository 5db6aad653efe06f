import type { ForecastEvaluations } from '../app/forecast-evaluations.js';
import { ForecastSeries } from '../app/forecast-series.js';
import type { OrderEvaluation } from '../app/order-evaluation.js';
import { ForecasterController } from './forecaster.controller.js';

interface Said {
  readonly kind: string;
  readonly point: readonly number[];
  readonly lower80: readonly number[];
  readonly upper80: readonly number[];
  readonly lower95: readonly number[];
  readonly upper95: readonly number[];
  readonly members: readonly { readonly model: string; readonly weight: number; readonly backtestMae: number }[];
}

const nobody = {} as ForecastEvaluations & OrderEvaluation;
const controller = new ForecasterController(nobody, { now: () => Promise.resolve('an id') }, new ForecastSeries());

/** As it goes over the wire: what is no number arrives as null. */
async function asked(...instances: object[]): Promise<readonly Said[]> {
  const sent = JSON.parse(JSON.stringify({ instances })) as unknown;
  return (JSON.parse(JSON.stringify(await controller.predict(sent))) as { readonly predictions: readonly Said[] }).predictions;
}

const hours = (length: number, value: (at: number) => number | null) => Array.from({ length }, (_, at) => value(at));
const daily = (at: number): number => Math.round(10 + 9 * Math.sin((at * Math.PI) / 12));

describe('POST …/predict', () => {
  it.each([
    ['23 values', hours(23, daily), 'insufficient_history'],
    ['24 values', hours(24, daily), 'forecast'],
    ['24 values, one of them missing', hours(24, (at) => (at === 5 ? null : 3)), 'insufficient_history'],
    ['one value', [4], 'insufficient_history'],
    ['nothing but gaps', hours(200, () => null), 'insufficient_history'],
  ])('of %s', async (_name, values, kind) => {
    const [said] = await asked({ values });
    expect(said?.kind).toBe(kind);
    expect(Object.keys(said as Said).length).toBe(kind === 'forecast' ? 7 : 1);
  });

  it('takes missing hours for unknown, and for zeros in a complete count alone', async () => {
    const values = hours(480, (at) => (at % 24 === 8 ? 12 : at % 24 < 8 ? 4 : null));
    const [unsaid, partial, complete] = await asked({ values, horizon: 24 }, { values, horizon: 24, count: 'partial' }, { values, horizon: 24, count: 'complete' });
    // The 20 h of the next day, which no one has seen: a gap between 12 and 4.
    const evening = (said: Said | undefined) => Math.round(said?.point[20] ?? NaN);
    expect([evening(complete), evening(unsaid) > 2, evening(partial) > 2]).toEqual([0, true, true]);
  });

  it('says nothing below zero of counts, and does of other values', async () => {
    const values = hours(600, (at) => (at % 24 === 3 ? 5 : (at * 7919) % 11 === 0 ? 1 : 0));
    const [count, measure] = await asked({ values, count: 'partial' }, { values });
    const least = (said: Said | undefined) => Math.min(...[said?.point, said?.lower80, said?.lower95].flatMap((row) => row ?? []));
    expect([least(count), least(measure) < 0]).toEqual([0, true]);
  });

  it('weighs its members by their backtests, the better the more', async () => {
    const [said] = await asked({ values: hours(600, (at) => daily(at) + ((at * 7919) % 5)) });
    const { members } = said as Said;
    expect(members.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9);
    const errors = members.map(({ backtestMae }) => backtestMae);
    expect(errors).toEqual(errors.toSorted((one, other) => one - other));
    expect(members.map(({ model }) => model)).toEqual(expect.arrayContaining(['seasonal-naive-24', 'damped-trend', 'theta-24', 'theta-168', 'log-ar-24']));
  });

  it.each<[string, (number | null)[]]>([
    ['constant', hours(300, () => 7)],
    ['all zero', hours(300, () => 0)],
    ['with a single spike', hours(600, (at) => (at === 300 ? 1000 : 0))],
    ['whose last value is a spike', hours(600, (at) => (at === 599 ? 1e9 : 0))],
    ['with more gaps than values', hours(600, (at) => (at % 5 === 0 ? daily(at) : null))],
    ['that ends in a week of gaps', hours(600, (at) => (at > 430 ? null : daily(at)))],
    ['of the largest numbers', hours(100, (at) => (at % 2 === 0 ? Number.MAX_VALUE : 1e99))],
    ['of the smallest numbers', hours(100, (at) => (at % 2 === 0 ? Number.MIN_VALUE : 1e-300))],
    ['below zero', hours(300, (at) => daily(at) - 40)],
    ['as long as one may be', hours(4000, daily)],
  ])('of a series %s has finite numbers, each interval within the next', async (_name, values) => {
    for (const said of await asked({ values, horizon: 30 }, { values, seasons: [], horizon: 30, count: 'complete' })) {
      if (said.kind === 'insufficient_history') continue;
      said.point.forEach((_value, at) => {
        const row = [said.lower95, said.lower80, said.point, said.upper80, said.upper95].map((bound) => bound[at] as number);
        expect(row.every((one) => Number.isFinite(one))).toBe(true);
        expect(row).toEqual(row.toSorted((one, other) => one - other));
      });
      expect(said.members.every(({ weight, backtestMae }) => Number.isFinite(weight) && Number.isFinite(backtestMae))).toBe(true);
    }
  });

  it('of 100,000 values is refused, naming the limit', async () => {
    await expect(asked({ values: hours(100_000, daily) })).rejects.toMatchObject({ code: 'input_invalid', errors: [{ path: 'instances.0.values', message: expect.stringContaining('4000') as string }] });
  });
});

it('POST …/evaluate orders a look', async () => expect(await controller.evaluate()).toEqual({ jobId: 'an id' }));
