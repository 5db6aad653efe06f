import { METRICS } from '../summary/metrics.js';
import type { Criterion, Judgement } from './grouped-watch.js';
import type { Reading, Threshold, WatchSettings } from './watch.js';

/** What is over stays so until it is back by this share of the threshold, of shares by this part of the way to 0 or 1. */
const HYSTERESIS = 0.1;

/** A bound that the user set. Which values are over depends on nothing else, so there is nothing to learn; sensitivity plays no part. */
export class ThresholdCriterion implements Criterion {
  private readonly threshold: Threshold;
  private readonly margin: number;

  constructor({ metric, threshold = { operator: 'gt', value: 0 } }: Pick<WatchSettings, 'metric' | 'threshold'>) {
    this.threshold = threshold;
    const size = Math.abs(threshold.value);
    this.margin = HYSTERESIS * (METRICS[metric].isShare ? Math.max(0, Math.min(size, 1 - size)) : size);
  }

  learn(): void { /* Nothing depends on the past. */ }

  judge({ value }: Reading, wasOver: boolean): Judgement | undefined {
    if (value === undefined) return undefined;
    const { operator, value: bound } = this.threshold;
    const isUpper = operator === 'gt' || operator === 'gte';
    const beyond = isUpper ? value - bound : bound - value;
    const isOver = operator === 'gte' || operator === 'lte' ? beyond >= 0 : beyond > 0;
    const isStill = wasOver && beyond > -this.margin;
    return { isOver: isOver || isStill, value, bound, strength: beyond, part: isUpper ? 'above_threshold' : 'below_threshold' };
  }

  state(): null {
    return null;
  }
}
