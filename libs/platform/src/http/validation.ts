import { ValidationPipe, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { AppError, inputInvalid, inputsInvalid, type FieldError } from '#kernel';

/** Flattens class-validator's tree: one entry per broken rule, its path dotted. */
function fieldErrors(errors: readonly ValidationError[], parent = ''): FieldError[] {
  return errors.flatMap(({ property, constraints, children }) => {
    const path = parent === '' ? property : `${parent}.${property}`;
    const own = Object.values(constraints ?? {}).map((message) => ({ path, message }));
    return [...own, ...fieldErrors(children ?? [], path)];
  });
}

function isDto({ metatype }: ArgumentMetadata): boolean {
  return metatype !== undefined && ![String, Number, Boolean, Array, Object].includes(metatype as never);
}

/** What has more fields than any route knows is refused unread: each unknown one would be looked at and named. */
const MOST_FIELDS = 100;

function checkFields(value: object): void {
  let fields = 0;
  for (const _name in value) if (++fields > MOST_FIELDS) throw inputInvalid('', `must not have more than ${MOST_FIELDS} fields`);
}

/** Checks DTO classes: unknown keys are refused, and no value is turned into another type to make it fit. */
export class InputPipe implements PipeTransform<unknown, unknown> {
  private readonly pipe = new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    exceptionFactory: (errors) => inputsInvalid(fieldErrors(errors)),
  });

  transform(value: unknown, metadata: ArgumentMetadata): unknown {
    if (metadata.type === 'body' && metadata.data === undefined && value === undefined) {
      throw new AppError('body_missing', 'invalid', 'a JSON body is wanted');
    }
    // Nest's pipe would turn path and query texts into numbers here, and bad ones into NaN.
    if (metadata.type === 'custom' || !isDto(metadata)) return value;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw inputInvalid(metadata.data ?? '', 'must be an object');
    checkFields(value);
    return this.pipe.transform(value, metadata);
  }
}
