/** Row indices to learn from and to test on, ascending, none in both. */
export interface Fold {
  readonly train: Uint32Array;
  readonly test: Uint32Array;
}

/** @throws Error where folds are no whole number, fewer than two or more than rows */
export function checkFolds(folds: number, rows: number): void {
  if (!Number.isInteger(folds) || folds < 2 || folds > rows) throw new Error(`${folds} folds of ${rows} rows`);
}
