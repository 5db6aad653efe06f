export { AppError, type ErrorKind, type FieldError } from './app-error.js';
export { inputInvalid, inputsInvalid } from './input-invalid.js';
export { Clock } from './clock.js';
export { seededRandom, type Random } from './random.js';
export { logGamma } from './distributions/log-gamma.js';
export { normalTail } from './distributions/normal-tail.js';
export { finite, logit, median, medianInPlace, ratio, selectInPlace, sigmoid, wilsonInterval, Z95, type Interval } from './statistics.js';
export { DAY_MS, isTimeZone, mainZoneOf, QUARTER_HOUR_MS, ZoneClock } from './zone.js';
export { WallClock, type WallTime } from './wall-clock.js';
