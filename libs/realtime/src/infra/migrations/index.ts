export { EventLog1763800100000 } from './1763800100000-event-log.js';
export { Processing1763800200000 } from './1763800200000-processing.js';
export { ChoicesByUser1763801700000 } from './1763801700000-choices-by-user.js';
export { KnownUsers1763801800000 } from './1763801800000-known-users.js';
export { IdempotentActs1763801820000 } from './1763801820000-idempotent-acts.js';
export { EventsByHour1763802000000 } from './1763802000000-events-by-hour.js';
export { CallsByUser1763802900000 } from './1763802900000-calls-by-user.js';
export { EveryCallByUser1763804300000 } from './1763804300000-every-call-by-user.js';
