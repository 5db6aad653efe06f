import { Module } from '@nestjs/common';
import { Clock } from '#kernel';
import { Database } from '#platform/database';
import { QueueModule } from '#platform/queues';
import { CallsByUser, EventLogModule } from '#realtime';
import { CalleeWeights } from './app/behavior/callee-weights.js';
import { LearnCallees } from './app/behavior/learn-callees.js';
import { PgCalleeWeights } from './infra/pg-callee-weights.js';
import { ThreadCalleeTraining } from './infra/thread-callee-training.js';
import { CalleesSchedule } from './jobs/callees-schedule.js';
import { CALLEES_JOB } from './jobs/callees.job.js';
import { CalleesProcessor } from './jobs/callees.processor.js';

@Module({
  providers: [{ provide: CalleeWeights, inject: [Database, Clock], useFactory: (database: Database, clock: Clock) => new PgCalleeWeights(database, clock) }],
  exports: [CalleeWeights],
})
export class CalleeWeightsModule {}

/** What the worker runs to learn whom users call next. */
@Module({
  imports: [CalleeWeightsModule, EventLogModule, QueueModule.of(CALLEES_JOB)],
  providers: [
    CalleesProcessor, CalleesSchedule,
    {
      provide: LearnCallees,
      inject: [CallsByUser, CalleeWeights, Clock],
      useFactory: (calls: CallsByUser, weights: CalleeWeights, clock: Clock) => new LearnCallees(calls, new ThreadCalleeTraining(), weights, clock),
    },
  ],
})
export class CalleesJobsModule {}
