import { pastOf, scaled, windowInputs, windowTargets, windowWeight, type ScaledSeries } from './series-windows.js';

const hours = (length: number, of: (hour: number) => number): Float64Array => Float64Array.from({ length }, (_, hour) => of(hour));
const steps = scaled(hours(600, (hour) => 2 * Math.floor(hour / 24))) as ScaledSeries;

describe('windows of a series', () => {
  it('are scaled by the mean difference from day to day', () => expect(steps.scale).toBe(2));

  it.each([['constant', hours(400, () => 5)], ['a day that repeats', hours(400, (hour) => hour % 24)], ['a day long', hours(24, (hour) => hour)]])('are none of a series that is %s', (_name, series) => {
    expect(scaled(series)).toBeUndefined();
  });

  it('see differences from day to day before their origin, in scales', () => {
    const inputs = new Float64Array(48);
    windowInputs(steps, 480, { days: 2, horizon: 48 }, inputs);
    expect(inputs).toEqual(new Float64Array(48).fill(1));
  });

  it('want what the seasonal forecast misses, in scales', () => {
    const [targets, seasonal] = [new Float64Array(48), new Float64Array(48)];
    windowTargets(steps, 480, seasonal, targets);
    expect([targets[0], targets[47]]).toEqual([1, 2]);
  });

  it('do not see beyond their origin', () => {
    const changed = { ...steps, values: steps.values.map((value, hour) => (hour < 480 ? value : -1e6)) };
    const [before, after, room] = [new Float64Array(192), new Float64Array(192), new Float64Array(48)];
    windowInputs(steps, 480, { days: 8, horizon: 48 }, before);
    windowInputs(changed, 480, { days: 8, horizon: 48 }, after);
    expect(after).toEqual(before);
    windowTargets(changed, 480, room, room.slice());
    windowTargets(steps, 480, before.subarray(0, 48), room.slice());
    expect(room).toEqual(before.subarray(0, 48));
  });

  it('begin after past enough for both forecasts', () => expect([pastOf({ days: 8, horizon: 48 }), pastOf({ days: 20, horizon: 48 })]).toEqual([360, 504]));

  it('weigh by relative and scaled error, within bounds', () => {
    expect(windowWeight(scaled(hours(480, (hour) => 1000 + Math.floor(hour / 24) / 100)) as ScaledSeries)).toBeCloseTo(1 / 2.395, 2);
    expect(windowWeight(scaled(hours(480, (hour) => (hour % 48 === 0 ? 1 : -1) * 5)) as ScaledSeries)).toBeGreaterThan(1 / 2.395);
    expect(windowWeight({ values: new Float64Array(50), scale: 1 })).toBe(8);
  });
});
