import { Worker } from 'node:worker_threads';
import { MakeReport } from '../app/make-report.js';
import type { ReportQuestion, TrendReport } from '../core/index.js';
import { TREND_ENTRY, TREND_OPTIONS } from './trend-entry.js';
import type { Delivery, Order } from './trend-thread.js';

interface Waiting {
  readonly resolve: (report: TrendReport) => void;
  readonly reject: (error: Error) => void;
}

/** Makes reports on a thread of its own, which starts with the first, does one after another and keeps no process alive. */
export class ReportsInThread extends MakeReport {
  private worker: Worker | undefined;
  private orders = 0;
  private readonly waiting = new Map<number, Waiting>();

  of(question: ReportQuestion): Promise<TrendReport> {
    const worker = (this.worker ??= this.start());
    const id = ++this.orders;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      worker.ref();
      // A copy: of a part of a buffer the whole would be sent.
      worker.postMessage({ id, question: { ...question, values: question.values.slice(), ...(question.weights && { weights: question.weights.slice() }) } } satisfies Order);
    });
  }

  async close(): Promise<void> {
    await this.worker?.terminate();
  }

  private start(): Worker {
    const worker = new Worker(TREND_ENTRY, TREND_OPTIONS);
    worker.on('message', (delivery: Delivery) => this.deliver(worker, delivery));
    worker.once('error', (error: Error) => this.fail(worker, error));
    worker.once('exit', (code) => this.fail(worker, new Error(`the thread of trends ended with ${code}`)));
    return worker;
  }

  private deliver(worker: Worker, delivery: Delivery): void {
    const waiting = this.waiting.get(delivery.id);
    this.waiting.delete(delivery.id);
    if (this.waiting.size === 0) worker.unref();
    if ('report' in delivery) waiting?.resolve(delivery.report);
    else waiting?.reject(new Error(delivery.failure));
  }

  /** The next order starts another thread. */
  private fail(worker: Worker, error: Error): void {
    if (this.worker !== worker) return;
    this.worker = undefined;
    this.waiting.forEach(({ reject }) => reject(error));
    this.waiting.clear();
  }
}
