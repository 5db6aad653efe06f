import { Worker } from 'node:worker_threads';
import { THREAD_ENTRY, THREAD_OPTIONS } from './thread-entry.js';
import type { TensorFlowBackend } from '../tensorflow/backend.js';
import type { TaskName, ThreadMessage, ThreadOrder, ThreadTasks } from './thread-tasks.js';

export interface ThreadWatch {
  readonly progress?: (done: number) => void;
  /** Hears what TensorFlow runs on, where the task needs it. */
  readonly backend?: (backend: TensorFlowBackend) => void;
  /** Ends the thread at once. */
  readonly signal?: AbortSignal;
}

/** A thread's own failure, by the name its error had there. */
export class ThreadError extends Error {
  constructor(
    readonly thrown: string,
    message: string,
  ) {
    super(message);
    this.name = 'ThreadError';
  }
}

/**
 * Does heavy work on a thread of its own, off the event loop.
 * @throws ThreadError for what the task threw, the signal's reason where it was aborted
 */
export async function runInThread<T extends TaskName>(task: T, given: ThreadTasks[T]['given'], { signal, ...watch }: ThreadWatch = {}): Promise<ThreadTasks[T]['result']> {
  signal?.throwIfAborted();
  const worker = new Worker(THREAD_ENTRY, { ...THREAD_OPTIONS, workerData: { task, given } satisfies ThreadOrder<T> });
  const abort = (): void => void worker.terminate();
  signal?.addEventListener('abort', abort);
  try {
    return (await answerOf(worker, watch)) as ThreadTasks[T]['result'];
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', abort);
    await worker.terminate();
  }
}

function answerOf(worker: Worker, { progress, backend }: ThreadWatch): Promise<unknown> {
  return new Promise((resolve, reject) => {
    worker.on('message', (message: ThreadMessage) => {
      if ('progress' in message) progress?.(message.progress);
      else if ('backend' in message) backend?.(message.backend);
      else if ('result' in message) resolve(message.result);
      else reject(new ThreadError(message.error.name, message.error.message));
    });
    worker.once('error', (error: Error) => reject(new ThreadError(error.name, error.message)));
    worker.once('exit', (code) => reject(new ThreadError('Exit', `the thread ended with ${code}`)));
  });
}
