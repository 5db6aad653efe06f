import type { RiskLevel } from '../user-profile.js';

const MEDIUM_FROM = 0.3;
const HIGH_FROM = 0.6;

/** What a score in [0, 1] of security or privacy amounts to: from 0.3 medium, from 0.6 high. */
export function riskLevel(score: number): RiskLevel {
  if (score >= HIGH_FROM) return 'high';
  return score >= MEDIUM_FROM ? 'medium' : 'low';
}
