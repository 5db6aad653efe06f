const SLICES = 60;
const SLICE_MS = 1000;

/** Events this process accepted and refused: since its start, and a second over the last minute. */
export class IntakeStatistics {
  accepted = 0;
  rejected = 0;
  private readonly slices = new Float64Array(SLICES);
  private lastSlice = 0;

  constructor(private readonly startedAtMs: number) {}

  count(accepted: number, rejected: number, nowMs: number): void {
    this.accepted += accepted;
    this.rejected += rejected;
    const at = this.advance(nowMs);
    this.slices[at] = (this.slices[at] ?? 0) + accepted;
  }

  acceptedPerSecond(nowMs: number): number {
    this.advance(nowMs);
    const seconds = Math.min(SLICES, Math.max(1, (nowMs - this.startedAtMs) / SLICE_MS));
    return this.slices.reduce((sum, count) => sum + count, 0) / seconds;
  }

  /** Index of the slice of `nowMs`, the ones skipped since the last call emptied. */
  private advance(nowMs: number): number {
    const slice = Math.floor(nowMs / SLICE_MS);
    for (let empty = Math.max(this.lastSlice + 1, slice - SLICES + 1); empty <= slice; empty++) this.slices[empty % SLICES] = 0;
    this.lastSlice = Math.max(this.lastSlice, slice);
    return slice % SLICES;
  }
}
