const bootMs = Number(process.hrtime.bigint()) / 1e6 - performance.now();

/** Milliseconds on the machine's monotonic clock: the same in every process, so that times of two can be compared. */
export const nowMs = () => performance.now() + bootMs;
