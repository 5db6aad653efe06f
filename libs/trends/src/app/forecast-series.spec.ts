import { setImmediate } from 'node:timers/promises';
import { forecast } from '../core/index.js';
import { ForecastSeries, type AskedForecast } from './forecast-series.js';

const LONG: AskedForecast = { series: { values: Float64Array.from({ length: 1000 }, (_, at) => at % 24), seasons: [24, 168] }, horizon: 48 };
const BUSY = { code: 'forecasts_busy', kind: 'rate-limited', retryAfterSeconds: 5 };

describe('forecasts of series that were sent', () => {
  it('are those of the series, in their order', async () => {
    const short: AskedForecast = { series: { values: Float64Array.of(1), seasons: [24] }, horizon: 1 };
    expect(await new ForecastSeries().execute([LONG, short])).toEqual([forecast(LONG.series, LONG.horizon), { kind: 'insufficient_history' }]);
  });

  it('let others have their turn', async () => {
    let isDone = false;
    const work = new ForecastSeries().execute(Array.from({ length: 8 }, () => LONG)).finally(() => { isDone = true; });
    let turns = 0;
    for (; !isDone; turns++) await setImmediate();
    await work;
    expect(turns).toBeGreaterThan(8);
  });

  it('are refused where many wait, and taken again afterwards', async () => {
    const forecasts = new ForecastSeries();
    const asked = Array.from({ length: 6 }, () => forecasts.execute([LONG]));
    const ends = await Promise.allSettled(asked);
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'rejected']);
    await expect(asked[5]).rejects.toMatchObject(BUSY);
    await expect(forecasts.execute([LONG])).resolves.toHaveLength(1);
  });
});
