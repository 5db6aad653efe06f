export {
  AlertBudget, FALSE_ALERTS_PER_WEEK, falseAlertsAt, type AlertStep, type BudgetSettings, type BudgetState,
} from './detection/alert-budget.js';
export { AnomalyDetector, PARTS, type DetectorState, type Finding, type Part, type StreamPoint } from './detection/anomaly-detector.js';
export { contributions, type Incident } from './detection/incident.js';
