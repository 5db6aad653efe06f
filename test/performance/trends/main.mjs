/** What trends cost, and how often noise is taken for one. */
import * as core from './core.mjs';
import { falseAlarms } from './false-alarms.mjs';
import { hourlySeries } from './noise.mjs';

const LONG = 100_000;

export async function main(args) {
  const unknown = args.find((arg) => arg !== '--json');
  if (unknown !== undefined) {
    console.error(`unknown option ${unknown}; usage: npm run bench:trends -- [--json]`);
    return 2;
  }
  const figures = { falseAlarms: falseAlarms(core), cpuMs: cost(core) };
  if (args.includes('--json')) console.log(JSON.stringify(figures));
  else print(figures);
  return 0;
}

function cost({ reportTrend, summarizeTrend, theilSen, mannKendall, mstl }) {
  const points = hourlySeries(LONG, 0.5, 1);
  const values = Float64Array.from(points, ({ value }) => value);
  const times = values.map((_, at) => at);
  const settings = { seasonalityThreshold: 0.4, anomalyThreshold: 4 };
  return {
    theilSen: cpuMs(() => theilSen({ times, values })),
    mannKendall: cpuMs(() => mannKendall(values, 0.5)),
    mstl: cpuMs(() => mstl(values, { periods: [24, 168], jumpTenths: 1, outerIterations: 1 })),
    summary: cpuMs(() => summarizeTrend({ metric: 'calls', points, zone: 'Europe/Berlin', settings })),
    summaryOfFourWeeks: cpuMs(() => summarizeTrend({ metric: 'calls', points: points.slice(-672), zone: 'Europe/Berlin', settings })),
    ...Object.fromEntries([['reportOfFourWeeks', 672], ['reportOfNinetyDays', 2160]].map(([name, periodHours]) => [
      name, cpuMs(() => reportTrend({ metric: 'calls', firstHour: 350_000, values: historyOf(points, periodHours), zone: 'Europe/Berlin', periodHours, isDay: false, horizonHours: 48, settings })),
    ])),
  };
}

/** What the service hands over: the period, and at least eight weeks to forecast from. */
function historyOf(points, periodHours) {
  return Float64Array.from(points.slice(-Math.max(periodHours, 1344)), ({ value }) => value);
}

/** The median of five, in CPU time: other work on the machine does not count. */
function cpuMs(run) {
  const taken = Array.from({ length: 5 }, () => {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.round(taken.sort((a, b) => a - b)[2]);
}

function print({ falseAlarms: rates, cpuMs: costs }) {
  console.table(rates);
  console.log(`CPU ms, ${LONG} hours:`, costs);
}
