import { adjustedRandIndex, SCRIPT_SETTINGS, ScriptIndex, vMeasure } from './core.mjs';

/** The cluster of every call, in the calls' order, by adding one call after the other. */
export function clustersOf(calls, leastResemblance = SCRIPT_SETTINGS.leastResemblance) {
  const index = new ScriptIndex({ ...SCRIPT_SETTINGS, leastResemblance });
  calls.forEach(({ key, transcript }) => index.add(key, transcript));
  const clusterByKey = new Map(index.groups().flatMap(({ id, calls: keys }) => keys.map((key) => [key, id])));
  return calls.map(({ key }) => clusterByKey.get(key));
}

/** Scores on the labelled calls, of those that `counts` lets through; null without any. */
export function scoresOf(calls, clusters, counts = () => true) {
  const judged = calls.map(({ campaign }, at) => ({ campaign, cluster: clusters[at] })).filter(({ campaign }) => campaign !== undefined && counts(campaign));
  const clustered = { truth: judged.map(({ campaign }) => campaign), clusters: judged.map(({ cluster }) => cluster) };
  return { ari: adjustedRandIndex(clustered) ?? null, vMeasure: vMeasure(clustered) ?? null, scored: judged.length };
}
