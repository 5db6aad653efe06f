import { Module } from '@nestjs/common';
import { PredictionLog } from './app/prediction-log.js';
import { NoPredictionLog } from './infra/no-prediction-log.js';

/** What was served, kept to be watched. */
@Module({ providers: [{ provide: PredictionLog, useClass: NoPredictionLog }], exports: [PredictionLog] })
export class PredictionLogModule {}
