export { CountSpamCalls } from './app/count-spam-calls.js';
export { UserChoices, type Choices } from './app/user-choices.js';
export { CallersHttpModule, CallersJobsModule, CallersModule } from './callers.module.js';
export { CallLabelsProjection } from './infra/call-labels-projection.js';
export { CallersProjection } from './infra/callers-projection.js';
export { Callers1763800300000 } from './infra/migrations/1763800300000-callers.js';
export { CallerScores1763801000000 } from './infra/migrations/1763801000000-caller-scores.js';
export { ReportsProjection } from './infra/reports-projection.js';
export { SCORE_JOB } from './jobs/score-callers.job.js';
