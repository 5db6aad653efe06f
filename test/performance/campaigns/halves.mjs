import { clustersOf, scoresOf } from './clusters.mjs';
import { seededRandom } from './core.mjs';

const THRESHOLDS = [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9];

function shuffled(values, random) {
  const mixed = [...values];
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = random.below(last + 1);
    [mixed[last], mixed[other]] = [mixed[other], mixed[last]];
  }
  return mixed;
}

function spreadOf(values) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1));
  return { mean, deviation, least: Math.min(...values) };
}

/** The threshold of the best ARI on one half of the campaigns, and what it reaches on the other. */
function tuned(calls, byThreshold, half) {
  const onHalf = byThreshold.map(({ clusters }) => scoresOf(calls, clusters, (campaign) => half.has(campaign)).ari);
  const best = byThreshold[onHalf.indexOf(Math.max(...onHalf))];
  return { threshold: best.threshold, ...scoresOf(calls, best.clusters, (campaign) => !half.has(campaign)) };
}

/** Tunes the threshold on half of the campaigns and scores it on the other, `times` times. Undefined with fewer than two campaigns. */
export function halvesOf(calls, times, seed) {
  const campaigns = [...new Set(calls.flatMap(({ campaign }) => campaign ?? []))].sort();
  if (campaigns.length < 2) return undefined;
  const byThreshold = THRESHOLDS.map((threshold) => ({ threshold, clusters: clustersOf(calls, threshold) }));
  const random = seededRandom(seed);
  const held = Array.from({ length: times }, () => tuned(calls, byThreshold, new Set(shuffled(campaigns, random).slice(0, Math.ceil(campaigns.length / 2)))));
  return {
    whole: byThreshold.map(({ threshold, clusters }) => ({ threshold, ...scoresOf(calls, clusters) })),
    chosen: spreadOf(held.map(({ threshold }) => threshold)), ari: spreadOf(held.map(({ ari }) => ari)), vMeasure: spreadOf(held.map((half) => half.vMeasure)),
  };
}
