import { seededRandom } from '#kernel';
import { initialDense, initialLstm, type SeriesNetwork } from '#ml/core';
import { assessForecast, ENSEMBLE, NETWORK, type SeriesAssessment } from './assess-forecast.js';
import { ForecastTally } from './forecast-tally.js';

const HORIZON = 24;
const random = seededRandom(2);
const network: SeriesNetwork = { shape: { days: 1, horizon: HORIZON }, network: [initialLstm({ steps: 1, inputs: 24, units: 2 }, random), initialDense(2, HORIZON, 'linear', random)] };
const busy = Float64Array.from({ length: 500 }, (_, at) => Math.round(6 + 5 * Math.sin((at / 12) * Math.PI) + ((at * 17) % 5)));

describe('an assessment of one series', () => {
  it('has the ensemble, the network and every member beside each other', () => {
    const { models, leader, scale } = assessForecast(busy, HORIZON, network) as SeriesAssessment;
    expect(models.slice(0, 2).map(({ model, weight, backtestMae }) => [model, weight, backtestMae])).toEqual([[ENSEMBLE, undefined, undefined], [NETWORK, undefined, undefined]]);
    const members = models.slice(2);
    expect(members.reduce((sum, { weight = NaN }) => sum + weight, 0)).toBeCloseTo(1, 12);
    expect(Math.max(...members.map(({ weight = NaN }) => weight))).toBe(members.find(({ model }) => model === leader)?.weight);
    expect([models.every(({ heldOutMae }) => heldOutMae >= 0), (scale as number) > 0]).toEqual([true, true]);
  });

  it('sees nothing of the hours it is judged by', () => {
    const [one, other] = [busy, busy.map((value, at) => (at < busy.length - HORIZON ? value : value + 1000))].map((values) => assessForecast(values, HORIZON) as SeriesAssessment);
    const weights = ({ models }: SeriesAssessment) => models.map(({ weight, backtestMae }) => [weight, backtestMae]);
    expect(weights(other as SeriesAssessment)).toEqual(weights(one as SeriesAssessment));
    expect((other as SeriesAssessment).models[0]?.heldOutMae).toBeGreaterThan(900);
  });

  it.each([['nothing', 0], ['less than a day before', HORIZON + 23]])('is none of %s', (_name, hours) => expect(assessForecast(busy.subarray(0, hours), HORIZON)).toBeUndefined());
});

describe('a tally', () => {
  const on = (leader: string, scale: number | undefined, ...models: SeriesAssessment['models']): SeriesAssessment => ({ leader, scale, models });

  it('counts who serves and averages what is known', () => {
    const tally = new ForecastTally();
    tally.add(on('a', 2, { model: ENSEMBLE, heldOutMae: 1 }, { model: 'a', weight: 0.75, backtestMae: 2, heldOutMae: 4 }, { model: 'b', weight: 0.25, backtestMae: 6, heldOutMae: 8 }));
    tally.add(on('a', undefined, { model: ENSEMBLE, heldOutMae: 3 }, { model: 'a', weight: 1, backtestMae: 0, heldOutMae: 0 }));
    expect(tally.found).toEqual([
      { model: 'a', series: 2, serves: 2, meanWeight: 0.875, backtestMae: 1, backtestMase: 1, heldOutMae: 2, heldOutMase: 2 },
      { model: 'b', series: 1, serves: 0, meanWeight: 0.25, backtestMae: 6, backtestMase: 3, heldOutMae: 8, heldOutMase: 4 },
      { model: ENSEMBLE, series: 2, serves: 0, meanWeight: null, backtestMae: null, backtestMase: null, heldOutMae: 2, heldOutMase: 0.5 },
    ]);
  });

  it('of nothing is empty', () => expect(new ForecastTally().found).toEqual([]));
});
