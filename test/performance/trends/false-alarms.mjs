import { hourlySeries, noise } from './noise.mjs';

const SERIES = 400;
const SUMMARIES = 100;
const settings = { seasonalityThreshold: 0, anomalyThreshold: 4 };

/** How often noise without any trend is taken for one: by the test alone on levels, and by the summary on four weeks of hours. */
export function falseAlarms(core) {
  const rates = [];
  for (const correlation of [0, 0.3, 0.6, 0.8]) {
    for (const levels of [14, 30, 60, 120]) rates.push({ of: 'levels', count: levels, correlation, ...testRates(core, levels, correlation) });
    rates.push({ of: 'hours', count: 672, correlation, ...summaryRates(core, correlation) });
  }
  return rates;
}

function testRates({ mannKendall, serialCorrelation, theilSen }, count, correlation) {
  const times = Float64Array.from({ length: count }, (_, at) => at);
  const alarms = { plain: 0, corrected: 0 };
  for (let seed = 0; seed < SERIES; seed++) {
    const values = noise(count + 50, correlation, seed).subarray(50);
    const { slope } = theilSen({ times, values });
    const rest = values.map((value, at) => value - slope * at);
    if (mannKendall(values).pValue < 0.05) alarms.plain++;
    if (mannKendall(values, serialCorrelation({ times, values: rest })).pValue < 0.05) alarms.corrected++;
  }
  return { plain: alarms.plain / SERIES, corrected: alarms.corrected / SERIES };
}

function summaryRates({ summarizeTrend }, correlation) {
  const alarms = { corrected: 0, changePoints: 0, weekly: 0 };
  for (let seed = 0; seed < SUMMARIES; seed++) {
    const { direction, changePoints, seasonality } = summarizeTrend({ metric: 'calls', points: hourlySeries(672, correlation, seed), zone: 'UTC', settings });
    if (direction !== 'stable') alarms.corrected++;
    if (changePoints.length > 0) alarms.changePoints++;
    if (seasonality[1]?.significant) alarms.weekly++;
  }
  return { corrected: alarms.corrected / SUMMARIES, changePoints: alarms.changePoints / SUMMARIES, weekly: alarms.weekly / SUMMARIES };
}
