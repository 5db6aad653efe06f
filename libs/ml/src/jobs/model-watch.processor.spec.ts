import { Logger } from '#platform/logging';
import type { WatchModels } from '../app/watching/watch-models.js';
import { RETRAIN_JOB, WATCH_JOB } from './model-watch.job.js';
import { ModelWatchProcessor } from './model-watch.processor.js';

const processor = (all: object | undefined): ModelWatchProcessor =>
  new ModelWatchProcessor({ all: async () => all, retrainAll: async () => ({ m: true }) } as unknown as WatchModels, new Logger({ level: 'fatal' }));

it.each([
  ['looks after the models', WATCH_JOB, { m: { pairs: 3 } }, { m: { pairs: 3 } }],
  ['says that another process does', WATCH_JOB, undefined, { skipped: 'another process is at it' }],
  ['has models trained anew', RETRAIN_JOB, undefined, { m: true }],
])('the job %s', async (_name, job, reports, result) => expect(await processor(reports).process(job)).toEqual(result));
