import type { Counterfactual } from '../core/index.js';
import type { CounterfactualDto } from './explanation.dto.js';

export function presentCounterfactual({ verdict, action, restsOn }: Counterfactual): CounterfactualDto {
  return {
    verdict: verdict.now, verdictAfter: verdict.after, changes: verdict.changes, reason: verdict.reason, restsOn,
    action: { action: action.now, actionAfter: action.after, changes: action.changes, reason: action.reason },
  };
}
