import { redactText } from '#platform/logging';

/** A value with whatever could be a phone number masked in all of its texts; keys and numbers stay. */
export function maskTexts(value: unknown): unknown {
  if (typeof value === 'string') return redactText(value);
  if (Array.isArray(value)) return value.map(maskTexts);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, maskTexts(part)]));
}
