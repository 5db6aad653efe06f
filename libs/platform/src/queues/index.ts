export { createBoard } from './board.js';
export type { JobContract } from './job-contract.js';
export { QueuesModule } from './queues.module.js';
export { watchQueues } from './watch-queues.js';
