import { fork, type ChildProcess } from 'node:child_process';

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 10_000;
const CALM_MS = 30_000;
/** Longer than any drain takes; whoever stays longer hangs. */
const LONGEST_STOP_MS = 30_000;

export interface SupervisedOptions {
  readonly name: string;
  readonly entry: URL;
  readonly env: NodeJS.ProcessEnv;
  readonly say: (line: string) => void;
  /** Called where the process never became ready: its complaint is on the screen already. */
  readonly gaveUp: (code: number) => void;
}

/** A child process that is started again, after growing pauses, whenever it ends unasked. */
export class Supervised {
  private child: ChildProcess | undefined;
  private timer: NodeJS.Timeout | undefined;
  private pauseMs = FIRST_PAUSE_MS;
  private stopping = false;
  private wasReady = false;

  constructor(private readonly options: SupervisedOptions) {}

  /** Resolves when the process says that it is ready for the first time. */
  start(): Promise<void> {
    return new Promise((resolve) => this.launch(resolve));
  }

  /** SIGTERM, and resolves when it is gone; SIGKILL where it does not go. */
  async stop(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    const { child } = this;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const overdue = setTimeout(() => child.kill('SIGKILL'), LONGEST_STOP_MS);
    await new Promise((resolve) => {
      child.once('exit', resolve);
      child.kill('SIGTERM');
    });
    clearTimeout(overdue);
  }

  private launch(ready: () => void): void {
    const startedAt = performance.now();
    // In a group of its own: Ctrl-C goes to the supervisor, which stops the parts in their order.
    const child = fork(this.options.entry, { env: this.options.env, stdio: 'inherit', detached: true });
    this.child = child;
    child.once('message', () => {
      this.wasReady = true;
      ready();
    });
    child.once('exit', (code, signal) => {
      if (this.stopping) return;
      if (!this.wasReady) return this.options.gaveUp(code ?? 1);
      if (performance.now() - startedAt > CALM_MS) this.pauseMs = FIRST_PAUSE_MS;
      this.options.say(`the ${this.options.name} process ended (${signal ?? code}); starting it again`);
      this.timer = setTimeout(() => this.launch(ready), this.pauseMs);
      this.pauseMs = Math.min(LONGEST_PAUSE_MS, this.pauseMs * 2);
    });
  }
}
