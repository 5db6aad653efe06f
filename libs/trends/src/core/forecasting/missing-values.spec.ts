import { seededRandom } from '#kernel';
import { forecast, type Forecast } from './index.js';

const SEASONS = [24, 168];
const HORIZON = 48;
const known = (values: Float64Array, more: object = {}, horizon = HORIZON) => forecast({ values, seasons: SEASONS, ...more }, horizon) as Forecast;

/** What came within the bounds of 95 %, of some series of `length` values that `value` draws, those missing that `isMissing` says. */
function coverage({ value, isMissing, length, more = {} }: { value: (random: () => number) => number; isMissing: (at: number, random: () => number) => boolean; length: number; more?: object }) {
  const random = seededRandom(11).next;
  let [inside, all, flat] = [0, 0, 0];
  for (let series = 0; series < 6; series++) {
    const values = Float64Array.from({ length }, (_, at) => (isMissing(at, random) ? NaN : value(random)));
    const { lower95, upper95 } = known(values, more);
    for (let ahead = 0; ahead < HORIZON; ahead++) {
      const came = value(random);
      inside += Number((lower95[ahead] as number) <= came && came <= (upper95[ahead] as number));
      flat += Number(upper95[ahead] === lower95[ahead]);
      all++;
    }
  }
  return { inside: inside / all, flat };
}

describe('intervals hold what comes though much is missing', () => {
  const answered = (share: number) => (random: () => number) => Number(random() < share);
  const atRandom = (share: number) => (_at: number, random: () => number) => random() < share;
  const night = (at: number) => at % 24 >= 14;

  it.each([
    ['a gap at the end', { value: (random: () => number) => 100 * random(), isMissing: (at: number) => at >= 200, length: 400 }],
    ['nights', { value: (random: () => number) => 100 * random(), isMissing: night, length: 400 }],
    ['nine values of ten', { value: (random: () => number) => 100 * random(), isMissing: atRandom(0.9), length: 700 }],
    ['nights of calls answered or not', { value: answered(0.7), isMissing: night, length: 700 }],
    ['… that are shares', { value: answered(0.75), isMissing: night, length: 700, more: { share: true } }],
    ['eight of ten such shares', { value: answered(0.9), isMissing: atRandom(0.8), length: 700, more: { share: true } }],
    ['such shares, hardly any known', { value: answered(0.9), isMissing: atRandom(0.8), length: 200, more: { share: true } }],
    ['nine of ten such shares', { value: answered(0.7), isMissing: atRandom(0.9), length: 700, more: { share: true } }],
  ])('%s', (_name, asked) => {
    const { inside, flat } = coverage(asked);
    expect([inside > 0.93, flat]).toEqual([true, 0]);
  });
});

describe('what was filled in', () => {
  const random = seededRandom(3).next;
  const day = Float64Array.from({ length: 24 }, () => 100 * random());

  it('judges nobody', () => {
    const { members } = known(Float64Array.of(...day, ...new Float64Array(76).fill(NaN)), {}, 2);
    expect(Math.min(...members.map(({ meanAbsoluteError }) => meanAbsoluteError))).toBeGreaterThan(1);
  });

  it.each([30, 90])('is the pooled level in hours that were never known: %d days of nights', (days) => {
    const values = Float64Array.from({ length: 24 * days + 14 }, (_, at) => (at % 24 >= 14 ? NaN : Number(random() < 0.75)));
    const { point, lower95, upper95 } = known(values, { share: true }, 10);
    point.forEach((value, ahead) => {
      expect(Math.abs(value - 0.75)).toBeLessThan(0.15);
      expect([lower95[ahead], upper95[ahead]]).toEqual([0, 1]);
    });
  });
});

describe('shares', () => {
  it('are forecast by their mean, between 0 and 1', () => {
    const random = seededRandom(5).next;
    const values = Float64Array.from({ length: 720 }, () => Number(random() < 0.19));
    const mean = (row: Float64Array) => row.reduce((sum, value) => sum + value, 0) / row.length;
    const [share, median] = [known(values, { share: true }), known(values, { count: 'partial' })];
    expect([Math.abs(mean(share.point) - mean(values)) < 0.06, mean(median.point) < mean(share.point)]).toEqual([true, true]);
    expect([share.lower95.every((low) => low >= 0), share.upper95.every((up) => up <= 1)]).toEqual([true, true]);
  });
});
