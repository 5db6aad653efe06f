/** What nab/score.mjs exports, for the tests that are in TypeScript. */
export interface ScoredSeries { readonly scores: Float64Array; readonly windows: readonly (readonly [number, number])[] }
export interface NabScores { readonly standard: number | null; readonly lowFp: number | null; readonly lowFn: number | null }
export function probationRows(rows: number): number;
export function scaledSigmoid(place: number): number;
export function worthOfRows(rows: number, windows: ScoredSeries['windows']): { worth: Float64Array; windowOf: Int32Array };
export function nabScores(series: readonly ScoredSeries[]): NabScores;
