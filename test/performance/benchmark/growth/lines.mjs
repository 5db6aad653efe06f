const text = (value) => (value == null ? '–' : value.toFixed(value < 10 ? 2 : 0));

/** What was found at each size, a line a route. */
export function growthLines(growth) {
  if (growth === undefined) return [];
  const lines = growth.sizes.flatMap(({ events, users, gigabytes, routes }) => [
    `  ${events.toLocaleString('en-US')} events, ${users.toLocaleString('en-US')} users, ${gigabytes.toFixed(1)} GB`,
    ...Object.entries(routes).map(([name, route]) => `    ${name.padEnd(18)}${told(route)}`),
  ]);
  const grew = Object.entries(growth.growth ?? {}).filter(([name]) => name !== 'events').map(([name, { p95, cpu }]) => `    ${name.padEnd(18)}p95 × ${text(p95)}, CPU × ${text(cpu)}`);
  return ['', '  users’ own questions, 200 a second', ...lines, ...(grew.length === 0 ? [] : [`  from the first size to the last (events × ${text(growth.growth.events)})`, ...grew])];
}

function told({ missing, status, answerMs, answeredPerSecond, cpuMs }) {
  if (missing) return 'no such route';
  if (answerMs === undefined) return `not measured: answered ${status}`;
  return `p50 ${text(answerMs.p50)}, p95 ${text(answerMs.p95)}, p99 ${text(answerMs.p99)} ms, ${text(answeredPerSecond)}/s, CPU ${text(cpuMs.api)} ms of the API, ${text(cpuMs.postgres)} of PostgreSQL`;
}
