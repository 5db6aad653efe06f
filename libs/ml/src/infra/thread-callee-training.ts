import type { UserCall } from '#realtime';
import { CalleeTraining } from '../app/behavior/learn-callees.js';
import type { JudgedWeights } from '../core/index.js';
import { runInThread } from './threads/run-in-thread.js';

export class ThreadCalleeTraining extends CalleeTraining {
  learn(calls: readonly UserCall[]): Promise<JudgedWeights | undefined> {
    return runInThread('callees', { calls });
  }
}
