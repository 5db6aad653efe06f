/** What a search may try for one hyperparameter. Both ends of a range are meant; on a logarithmic scale (above 0) each doubling is equally likely. */
export type HyperparameterRange =
  | { readonly kind: 'whole' | 'real'; readonly lowest: number; readonly highest: number; readonly scale?: 'linear' | 'logarithmic' }
  | { readonly kind: 'choice'; readonly options: readonly unknown[] };

export type HyperparameterRanges = Readonly<Record<string, HyperparameterRange>>;
