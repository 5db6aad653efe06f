import type { TrainingSet } from '../algorithms/algorithm.js';
import { columnOf } from '../data/column.js';
import { quantileEdges } from '../data/quantile-edges.js';
import { countBelow } from '../data/sorted.js';

/** A column and what it tells of the class by itself. */
export interface InformativeColumn {
  readonly column: number;
  readonly nats: number;
}

const DEFAULT_BINS = 16;

/** Bin of each value, `bins` of equal frequency at most; missing values (NaN) have a bin of their own, the last. */
function binsOf(values: Float64Array, bins: number): { readonly binOf: Uint32Array; readonly count: number } {
  const edges = quantileEdges(values.filter((value) => !Number.isNaN(value)).sort(), bins);
  return { binOf: Uint32Array.from(values, (value) => (Number.isNaN(value) ? edges.length : countBelow(edges, value))), count: edges.length + 1 };
}

/**
 * How much a feature tells of the class, in nats: Σ p(bin, class) ln(p(bin, class) / (p(bin) p(class))) over quantile bins of
 * the feature and a bin of its missing values. 0 for a feature that tells nothing, at most the entropy of the classes. Chance
 * adds about (bins − 1)(classes − 1) / 2 rows (Miller 1955), which is not taken off. `values` and `labels`: one a row, labels
 * 0…classes − 1. O(n log n). Undefined without rows. @throws Error where lengths differ
 */
export function mutualInformation(values: Float64Array, labels: Float64Array, classes: number, bins = DEFAULT_BINS): number | undefined {
  if (values.length !== labels.length) throw new Error(`${values.length} values with ${labels.length} labels`);
  if (values.length === 0) return undefined;
  const { binOf, count } = binsOf(values, bins);
  const [together, ofBin, ofClass] = [new Float64Array(count * classes), new Float64Array(count), new Float64Array(classes)];
  const share = 1 / values.length;
  labels.forEach((label, row) => {
    const bin = binOf[row] as number;
    together[bin * classes + label] = (together[bin * classes + label] as number) + share;
    ofBin[bin] = (ofBin[bin] as number) + share;
    ofClass[label] = (ofClass[label] as number) + share;
  });
  const nats = together.reduce((sum, both, cell) => {
    const apart = (ofBin[Math.floor(cell / classes)] as number) * (ofClass[cell % classes] as number);
    return both > 0 ? sum + both * Math.log(both / apart) : sum;
  }, 0);
  // Rounding can take "nothing" a little below 0.
  return Math.max(0, nats);
}

/** Every column of a training set of classes, most informative first, equals in their order. Empty without rows or labels. */
export function rankColumns({ features, labels, classes }: TrainingSet, bins = DEFAULT_BINS): InformativeColumn[] {
  if (labels === undefined || features.rows === 0) return [];
  const ranked = Array.from({ length: features.columns }, (_, column) =>
    ({ column, nats: mutualInformation(columnOf(features, column), labels, classes, bins) ?? 0 }));
  return ranked.sort((left, right) => right.nats - left.nats);
}
