import { wilsonInterval } from './core.mjs';

const shareOf = (part, whole) => (whole === 0 ? { share: null, interval: null } : { share: part / whole, interval: wilsonInterval(part, whole) });

/** How right a marking of nodes is, judged by the nodes whose label is known; scores are null where no label is. */
export function scoreOf(marked, labels) {
  const count = (isCounted) => labels.reduce((sum, label, node) => sum + (label !== undefined && isCounted(label, marked[node]) ? 1 : 0), 0);
  const right = count((label, mark) => label === 1 && mark === 1);
  const precision = shareOf(right, count((_, mark) => mark === 1));
  const recall = shareOf(right, count((label) => label === 1));
  const flagged = marked.reduce((sum, mark) => sum + mark, 0);
  return { precision: precision.share, recall: recall.share, flagged, interval95: { precision: precision.interval, recall: recall.interval } };
}
