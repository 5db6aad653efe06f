import { evidenceOf, type Facts } from '../evidence.js';
import type { Opinion } from '../opinion.js';
import { condenseReports } from '../reports.js';
import { judge, type Verdict } from '../verdict.js';
import { attackCost, FRESH_WEIGHT } from './attack-cost.js';

/** `attackCost` of the verdict on these facts. A million reports cost as much as one: they are summed up once, not for every attack thought of. */
export function verdictAttackCost(facts: Facts, opinion: Opinion | undefined, verdict: Verdict): number | null {
  const reports = condenseReports(facts.reports, facts.asOfMs);
  return attackCost(verdict, ({ label, count }) => judge(evidenceOf({ ...facts, reports: [...reports, { label, count, reportedMs: facts.asOfMs, weight: FRESH_WEIGHT }] }), opinion).verdict);
}
