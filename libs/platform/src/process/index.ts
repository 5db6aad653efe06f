export { Rest } from './rest.js';
export { run, stopWithSupervisor } from './run.js';
