import { Module } from '@nestjs/common';
import { Clock } from '#kernel';
import { Forecasters, ForecastersModule, SeriesHistory } from '#ml';
import { Database } from '#platform/database';
import { QueueModule } from '#platform/queues';
import { SeriesHistoryModule } from '#profiles';
import { EvaluateForecasts } from './app/evaluate-forecasts.js';
import { ForecastEvaluations } from './app/forecast-evaluations.js';
import { ForecastSeries } from './app/forecast-series.js';
import { OrderEvaluation } from './app/order-evaluation.js';
import { ForecasterController } from './http/forecaster.controller.js';
import { PgForecastEvaluations } from './infra/pg-forecast-evaluations.js';
import { FORECAST_EVALUATION_JOB } from './jobs/forecast-evaluation.job.js';
import { ForecastEvaluationProcessor } from './jobs/forecast-evaluation.processor.js';
import { ForecastEvaluationSchedule } from './jobs/forecast-evaluation-schedule.js';
import { QueuedEvaluation } from './jobs/queued-evaluation.js';

const EVALUATIONS = { provide: ForecastEvaluations, inject: [Database], useFactory: (database: Database) => new PgForecastEvaluations(database) };

/** Routes of `time_series_forecaster` that models of rows have otherwise. */
@Module({
  imports: [QueueModule.of(FORECAST_EVALUATION_JOB)],
  controllers: [ForecasterController],
  providers: [EVALUATIONS, { provide: ForecastSeries, useFactory: () => new ForecastSeries() }, { provide: OrderEvaluation, useClass: QueuedEvaluation }],
})
export class ForecasterHttpModule {}

/** The daily look at forecasts. */
@Module({
  imports: [SeriesHistoryModule, ForecastersModule, QueueModule.of(FORECAST_EVALUATION_JOB)],
  providers: [
    EVALUATIONS,
    {
      provide: EvaluateForecasts,
      inject: [SeriesHistory, Forecasters, ForecastEvaluations, Clock],
      useFactory: (...[history, forecasters, evaluations, clock]: [SeriesHistory, Forecasters, ForecastEvaluations, Clock]) => new EvaluateForecasts({ history, forecasters, evaluations, clock }),
    },
    ForecastEvaluationProcessor,
    ForecastEvaluationSchedule,
  ],
})
export class ForecasterJobsModule {}
