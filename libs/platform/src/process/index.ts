export { giveWay } from './low-priority.js';
export { inTurns } from './in-turns.js';
export { Rest } from './rest.js';
export { run, stopWithSupervisor } from './run.js';
