const WIDTH = 30;
const REDRAW_MS = 100;

/** A bar on a terminal's error stream; on anything else nothing is drawn. */
export class ProgressBar {
  private drawnAt = 0;

  constructor(
    private readonly total: number,
    private readonly stream: NodeJS.WriteStream = process.stderr,
  ) {}

  show(done: number): void {
    const now = performance.now();
    if (!this.stream.isTTY || (now - this.drawnAt < REDRAW_MS && done < this.total)) return;
    this.drawnAt = now;
    const share = this.total === 0 ? 1 : done / this.total;
    const filled = Math.round(share * WIDTH);
    this.stream.write(`\r[${'█'.repeat(filled)}${' '.repeat(WIDTH - filled)}] ${(share * 100).toFixed(0).padStart(3)} %  ${done}/${this.total}`);
    if (done >= this.total) this.stream.write('\n');
  }
}
