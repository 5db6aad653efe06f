/** count: a whole number from 0. share: 0–1. amount: any other finite number. Every one of them may be missing. */
export type FeatureType = 'count' | 'share' | 'amount';

export interface FeatureDefinition {
  /** snake_case; never given to another meaning. */
  readonly name: string;
  readonly type: FeatureType;
  /** calls, users, days …; of a share: what it is a share of. */
  readonly unit: string;
  readonly meaning: string;
}

/** Named features and the one function that computes them, live and in training. Another meaning of a number is another version. */
export interface FeatureSet<Input> {
  readonly name: string;
  readonly version: number;
  readonly features: readonly FeatureDefinition[];
  /** A number for each feature, in their order; NaN is *missing*. Pure. */
  vector(input: Input): Float64Array;
}

/** A feature and how it is computed; `undefined` where there is nothing to compute it from. */
export interface Feature<Seen> extends FeatureDefinition {
  readonly of: (seen: Seen) => number | undefined;
}

/** A feature set whose vectors cannot be in another order than its definitions. `see` derives once what several features need. */
export function featureSet<Input, Seen>(
  { name, version }: { readonly name: string; readonly version: number },
  see: (input: Input) => Seen,
  features: readonly Feature<Seen>[],
): FeatureSet<Input> {
  return {
    name,
    version,
    features: features.map(({ of: _, ...definition }) => definition),
    vector(input) {
      const seen = see(input);
      return Float64Array.from(features, (feature) => feature.of(seen) ?? NaN);
    },
  };
}
