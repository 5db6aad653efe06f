/** What behavior/choice.mjs exports, for the tests that are in TypeScript. */
export interface Fold { readonly auc: number | null; readonly positives: number; readonly negatives: number }
export function aucError(auc: number, positives: number, negatives: number): number;
export function beatsChance(folds: readonly Fold[]): boolean;
export function chooseByFolds(foldsByModel: Readonly<Record<string, readonly Fold[]>>): string;
