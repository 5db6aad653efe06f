import { PredictionLog } from '../app/prediction-log.js';

export class NoPredictionLog extends PredictionLog {
  record(): void {}
}
