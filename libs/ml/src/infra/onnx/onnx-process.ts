import { fork, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { OnnxFailure } from '../../app/onnx/onnx-runtime.js';
import type { OnnxOrder, OnnxReply } from './onnx-messages.js';
import { ONNX_ENTRY, ONNX_OPTIONS } from './onnx-process-entry.js';

export interface OnnxLimits {
  /** That an order may take from when it is the next. */
  readonly milliseconds: number;
  /** That the process may hold. Looked at where the system tells it, which is Linux. */
  readonly bytes: number;
}

export const ONNX_LIMITS: OnnxLimits = { milliseconds: 20_000, bytes: 2 * 1024 ** 3 };

const WATCH_MS = 20;
const PAGE_BYTES = 4096;

interface Waiting {
  readonly resolve: (reply: OnnxReply) => void;
  readonly reject: (failure: OnnxFailure) => void;
}

/** A process that runs models, and is ended where it takes too long or too much. */
export class OnnxProcess {
  private readonly child: ChildProcess;
  private readonly waiting = new Map<number, Waiting>();
  private ids = 0;
  private busySinceMs = 0;
  private watch: NodeJS.Timeout | undefined;
  private failure: OnnxFailure | undefined;

  constructor(private readonly limits: OnnxLimits) {
    // Without our environment: what runs there is none of its business.
    this.child = fork(ONNX_ENTRY, [String(process.pid)], { ...ONNX_OPTIONS, env: {}, serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    this.child.on('message', (reply: OnnxReply) => this.heard(reply));
    this.child.on('error', () => this.end('it could not be started'));
    this.child.on('exit', () => this.end('the process that ran it broke down'));
    this.rest();
  }

  get ended(): boolean {
    return this.failure !== undefined;
  }

  /** @throws OnnxFailure where the process ended before it answered */
  ask(order: OnnxOrder): Promise<OnnxReply> {
    if (this.failure !== undefined) return Promise.reject(this.failure);
    const id = ++this.ids;
    return new Promise((resolve, reject) => {
      if (this.waiting.size === 0) this.work();
      this.waiting.set(id, { resolve, reject });
      this.child.send({ ...order, id }, (error) => error && this.end('it could not be reached'));
    });
  }

  /** Whoever waits gets a failure that says why. */
  end(why = 'it was ended'): void {
    if (this.failure !== undefined) return;
    this.failure = new OnnxFailure('failed', why);
    clearInterval(this.watch);
    this.child.kill('SIGKILL');
    for (const { reject } of this.waiting.values()) reject(this.failure);
    this.waiting.clear();
  }

  private heard(reply: OnnxReply): void {
    const waiting = this.waiting.get(reply.id);
    this.waiting.delete(reply.id);
    this.busySinceMs = performance.now();
    if (this.waiting.size === 0) this.rest();
    waiting?.resolve(reply);
  }

  private work(): void {
    this.busySinceMs = performance.now();
    this.child.ref();
    this.child.channel?.ref();
    this.watch = setInterval(() => void this.look(), WATCH_MS);
  }

  /** An idle process keeps nobody from ending. */
  private rest(): void {
    clearInterval(this.watch);
    this.child.unref();
    this.child.channel?.unref();
  }

  private async look(): Promise<void> {
    if (performance.now() - this.busySinceMs > this.limits.milliseconds) return this.end(`it takes longer than ${this.limits.milliseconds} ms`);
    const statm = await readFile(`/proc/${this.child.pid}/statm`, 'utf8').catch(() => '');
    const bytes = Number(statm.split(' ')[1] ?? 0) * PAGE_BYTES;
    if (bytes > this.limits.bytes) this.end(`it takes more than ${Math.round(this.limits.bytes / 1024 ** 2)} MiB of memory`);
  }
}
