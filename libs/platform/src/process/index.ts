export { freeBytes } from './free-bytes.js';
export { giveWay } from './low-priority.js';
export { inTurns } from './in-turns.js';
export { onStopSignal } from './on-stop-signal.js';
export { Rest } from './rest.js';
export { run, stopWithSupervisor } from './run.js';
export { stepsInTurns } from './steps-in-turns.js';
