import { ValidateIf } from 'class-validator';

/** The field may be left out. A null is no field left out: it is checked as any value is, and so refused, where class-validator's `IsOptional` would let it through unchecked. */
export function MayBeAbsent(): PropertyDecorator {
  return ValidateIf((_fields: object, value: unknown) => value !== undefined);
}
