const LINE = /^verdict_cache_requests_total\{part="([a-z_]+)",result="(hit|miss)"\} (\d+)$/gm;

/** How often the service has asked what its verdicts remember so far, by part and result. */
async function requestsSoFar(port) {
  const text = await fetch(`http://127.0.0.1:${port}/metrics`).then((answer) => answer.text());
  const parts = {};
  for (const [, part, result, count] of text.matchAll(LINE)) (parts[part] ??= { hit: 0, miss: 0 })[result] = Number(count);
  return parts;
}

/** Runs `work` and returns its result with the share of the questions meanwhile that was answered from memory, by part and in all; null where nothing was asked. */
export async function withHitRate(port, work) {
  const before = await requestsSoFar(port);
  const result = await work();
  const asked = Object.entries(await requestsSoFar(port)).map(([part, { hit, miss }]) => [part, { hit: hit - (before[part]?.hit ?? 0), miss: miss - (before[part]?.miss ?? 0) }]);
  const share = ({ hit, miss }) => (hit + miss === 0 ? null : hit / (hit + miss));
  const all = asked.reduce((sum, [, { hit, miss }]) => ({ hit: sum.hit + hit, miss: sum.miss + miss }), { hit: 0, miss: 0 });
  return { result, hitRate: share(all), hitRates: Object.fromEntries(asked.map(([part, counts]) => [part, share(counts)])) };
}
