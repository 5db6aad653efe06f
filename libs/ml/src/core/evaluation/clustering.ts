/** What each item is and where it was put: two labels an item, of any names. */
export interface Clustered {
  readonly truth: readonly (string | number)[];
  readonly clusters: readonly (string | number)[];
}

const countsOf = (names: readonly unknown[]): number[] => {
  const counts = new Map<unknown, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts.values()];
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const pairs = (counts: readonly number[]): number => sum(counts.map((count) => (count * (count - 1)) / 2));

/** Sizes of the classes, of the clusters, and of what they share. */
function sizesOf({ truth, clusters }: Clustered): { readonly classes: number[]; readonly found: number[]; readonly shared: number[] } {
  if (truth.length !== clusters.length) throw new Error(`${truth.length} labels with ${clusters.length} clusters`);
  // A number of one kind is not the text of another, so names become places first.
  const places = new Map([...new Set(clusters)].map((name, place) => [name, place]));
  const classPlaces = new Map([...new Set(truth)].map((name, place) => [name, place]));
  const cells = truth.map((name, item) => (classPlaces.get(name) ?? 0) * places.size + (places.get(clusters[item] ?? '') ?? 0));
  return { classes: countsOf(truth), found: countsOf(clusters), shared: countsOf(cells) };
}

/**
 * Adjusted Rand index: how far pairs are together and apart as they should, 1 for the same partition, 0 as by chance, below
 * it where worse. 1 where both put every item alone, or all in one. Undefined without items. @throws Error where lengths differ
 *
 * Source: L. Hubert, P. Arabie, Comparing partitions, 1985.
 */
export function adjustedRandIndex(clustered: Clustered): number | undefined {
  const { classes, found, shared } = sizesOf(clustered);
  const items = clustered.truth.length;
  if (items === 0) return undefined;
  const [together, inClass, inCluster] = [pairs(shared), pairs(classes), pairs(found)];
  if (together === inClass && together === inCluster) return 1;
  const expected = (inClass * inCluster) / pairs([items]);
  return (together - expected) / ((inClass + inCluster) / 2 - expected);
}

const entropy = (counts: readonly number[], items: number): number => -sum(counts.map((count) => (count / items) * Math.log(count / items)));

/**
 * V-measure: harmonic mean of homogeneity (a cluster holds one class) and completeness (a class lies in one cluster), 0–1;
 * either is 1 where there is nothing to tell apart. Not adjusted for chance: many small clusters score high, so read it
 * beside the adjusted Rand index. Undefined without items. @throws Error where lengths differ
 *
 * Source: A. Rosenberg, J. Hirschberg, V-Measure: a conditional entropy-based external cluster evaluation measure, 2007.
 */
export function vMeasure(clustered: Clustered): number | undefined {
  const { classes, found, shared } = sizesOf(clustered);
  const items = clustered.truth.length;
  if (items === 0) return undefined;
  const [ofClasses, ofClusters, ofBoth] = [entropy(classes, items), entropy(found, items), entropy(shared, items)];
  const mutual = Math.max(0, ofClasses + ofClusters - ofBoth);
  const homogeneity = ofClasses > 0 ? mutual / ofClasses : 1;
  const completeness = ofClusters > 0 ? mutual / ofClusters : 1;
  return homogeneity + completeness > 0 ? (2 * homogeneity * completeness) / (homogeneity + completeness) : 0;
}
