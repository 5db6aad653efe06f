import { maskPhone } from '#privacy';
import type { ForeseenBehavior } from '../../app/behavior/foresee-behavior.js';
import type { BehaviorDto } from './behavior.dto.js';

/** @param isOwn whether the user asks: everybody else sees masked numbers */
export function presentBehavior({ outcome, callback, callees, calls, newCallerShare }: ForeseenBehavior, isOwn: boolean): BehaviorDto {
  const chance = (name: string): number | null => outcome.probabilities?.[name] ?? null;
  const items = callees.items?.map(({ phoneNumber, probability }) => ({ phoneNumber: isOwn ? phoneNumber : maskPhone(phoneNumber), probability })) ?? null;
  return {
    likelyToAnswer: chance('answered'), likelyToReject: chance('rejected'), likelyToMiss: chance('missed'), likelyToDelegate: chance('ai_handled'),
    model: outcome.model, version: outcome.version, reason: outcome.reason,
    callsBack: { probability: callback.probabilities?.['returned'] ?? null, model: callback.model, version: callback.version, reason: callback.reason },
    nextCallees: { items, model: callees.model, version: callees.version, reason: callees.reason }, calls, newCallerShare,
  };
}
