import { Module } from '@nestjs/common';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import { Clock } from '#kernel';
import { Database } from '#platform/database';
import { DataSource } from 'typeorm';
import { DeadLetters } from './app/dead-letters.js';
import { EventLog } from './app/event-log.js';
import { IntakeStatistics } from './app/intake-statistics.js';
import { ObserveStream } from './app/observe-stream.js';
import { ProcessorReports } from './app/processor-reports.js';
import { EventLogModule } from './event-log.module.js';
import { DeadLetterRow } from './infra/dead-letter.row.js';
import { PgProcessorReports } from './infra/pg-processor-reports.js';
import { TypeOrmDeadLetters } from './infra/typeorm-dead-letters.js';

/** What the stream says of itself. */
@Module({
  imports: [EventLogModule, TypeOrmModule.forFeature([DeadLetterRow])],
  providers: [
    { provide: DeadLetters, inject: [getDataSourceToken()], useFactory: (source: DataSource) => new TypeOrmDeadLetters(source) },
    { provide: ProcessorReports, inject: [Database, Clock], useFactory: (database: Database, clock: Clock) => new PgProcessorReports(database, clock) },
    { provide: IntakeStatistics, inject: [Clock], useFactory: (clock: Clock) => new IntakeStatistics(clock.now()) },
    {
      provide: ObserveStream,
      inject: [ProcessorReports, EventLog, IntakeStatistics, Clock],
      useFactory: (reports: ProcessorReports, log: EventLog, intake: IntakeStatistics, clock: Clock) => new ObserveStream(reports, log, intake, clock),
    },
  ],
  exports: [DeadLetters, ProcessorReports, IntakeStatistics, ObserveStream],
})
export class ObservationModule {}
