export { giveWay } from './low-priority.js';
export { Rest } from './rest.js';
export { run, stopWithSupervisor } from './run.js';
