/** What nab/windowed-gaussian.mjs exports, for the tests that are in TypeScript. */
export function windowedGaussian(values: ArrayLike<number>): Float64Array;
