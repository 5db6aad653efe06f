export { run, stopWithSupervisor } from './run.js';
