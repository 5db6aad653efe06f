import type { UserPatterns } from '../../app/patterns/get-user-patterns.js';
import type { Pattern } from '../../core/patterns/pattern.js';
import type { PatternDto, PatternsDto } from './patterns.dto.js';

const DIGITS = 5;

const rounded = (value: number): number => Number(value.toPrecision(DIGITS));
const instant = (epochMs: number): string => new Date(epochMs).toISOString();

function presentPattern({ firstMs, lastMs, detail, effectSize, pValue, qValue, confidence, ...pattern }: Pattern): PatternDto {
  return {
    ...pattern, effectSize: { ...effectSize, value: rounded(effectSize.value) }, pValue: rounded(pValue), qValue: rounded(qValue), confidence: rounded(confidence),
    firstSeen: instant(firstMs), lastSeen: instant(lastMs),
    detail: Object.fromEntries(Object.entries(detail).map(([name, value]) => [name, typeof value === 'number' ? rounded(value) : value])),
  };
}

export function presentPatterns(userId: string, { patterns, asOfMs, ...found }: UserPatterns): PatternsDto {
  return { userId, items: patterns.map(presentPattern), ...found, asOf: instant(asOfMs) };
}
