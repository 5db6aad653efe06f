export { createBoard } from './board.js';
export { CANCELLED, endable, type Cancellable } from './cancellation.js';
export type { JobContract } from './job-contract.js';
export { JobWorker } from './job-worker.js';
export { migrateQueues } from './migrate-queues.js';
export { QueueModule } from './queue.module.js';
export { QueuesModule } from './queues.module.js';
export { watchQueues } from './watch-queues.js';
