type Step = () => Promise<void>;

/** What must be undone before the process may end, latest first; once, however often it is asked for. */
export class ShutDown {
  private readonly steps: Step[] = [];
  private running: Promise<void> | undefined;

  get begun(): boolean {
    return this.running !== undefined;
  }

  /** To be called before what `step` undoes is begun, so that no moment lies between. */
  add(step: Step): void {
    this.steps.push(step);
  }

  /** @throws Error where the end has begun: whoever is starting something goes no further. */
  mayGoOn(): void {
    if (this.begun) throw new Error('the service is being stopped');
  }

  /** Resolves when everything is undone. */
  run(): Promise<void> {
    return (this.running ??= this.undo());
  }

  private async undo(): Promise<void> {
    for (let step = this.steps.pop(); step !== undefined; step = this.steps.pop()) await step();
  }
}
