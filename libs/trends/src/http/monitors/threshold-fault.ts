import { METRICS, type Threshold, type TrendMetric } from '../../core/index.js';

/** What is wrong with a threshold that no value of the metric can ever cross, or that every one does: nothing is below 0, no share above 1. */
export function thresholdFault(metric: TrendMetric, { operator, value }: Threshold): string | undefined {
  const most = METRICS[metric].isShare ? 1 : Infinity;
  const range = `${metric} is ${METRICS[metric].isShare ? 'from 0 to 1' : 'never below 0'}`;
  const canBe = { gt: value < most, gte: value <= most, lt: value > 0, lte: value >= 0 }[operator];
  if (!canBe) return `can never be met: ${range}`;
  const canBeOther = { gt: value >= 0, gte: value > 0, lt: value <= most, lte: value < most }[operator];
  return canBeOther ? undefined : `is always met: ${range}`;
}
