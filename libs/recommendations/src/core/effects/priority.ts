import type { Advice, Level } from '../recommendation.js';

const IMPACT: Readonly<Record<Level, number>> = { low: 30, medium: 60, high: 100 };
const EFFORT: Readonly<Record<Level, number>> = { low: 1, medium: 0.8, high: 0.6 };

/** 0–100: impact by how sure it is, less what it takes. Says how much it matters; in which order advice stands the ranking decides. */
export function priorityOf({ impact, effort, confidence }: Pick<Advice, 'impact' | 'effort' | 'confidence'>): number {
  return Math.round(IMPACT[impact] * EFFORT[effort] * confidence);
}
