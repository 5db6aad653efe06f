import { AppError, type FieldError } from './app-error.js';

/** Bad input, naming every field that is wrong. */
export function inputsInvalid(errors: readonly FieldError[]): AppError {
  return new AppError('input_invalid', 'invalid', 'the request does not have the form this route wants', { errors });
}

/** Bad input, naming the field. */
export function inputInvalid(path: string, message: string): AppError {
  return inputsInvalid([{ path, message }]);
}
