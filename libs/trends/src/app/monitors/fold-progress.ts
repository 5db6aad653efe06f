/** How far events have reached the series. */
export abstract class FoldProgress {
  /** Everything received before this moment stands in the series; `nowMs` where nothing waits. */
  abstract foldedUntilMs(nowMs: number): Promise<number>;
}
