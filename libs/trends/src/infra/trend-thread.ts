import { parentPort } from 'node:worker_threads';
import { reportTrend, type ReportQuestion } from '../core/index.js';

/* Questions in, reports out, in their order. Nothing here reaches the database or the network. */

export interface Order {
  readonly id: number;
  readonly question: ReportQuestion;
}

export type Delivery = { readonly id: number } & ({ readonly report: ReturnType<typeof reportTrend> } | { readonly failure: string });

parentPort?.on('message', ({ id, question }: Order) => {
  try {
    parentPort?.postMessage({ id, report: reportTrend(question) } satisfies Delivery);
  } catch (error) {
    parentPort?.postMessage({ id, failure: (error as Error).message } satisfies Delivery);
  }
});
