import { AppError } from '#kernel';
import { unsafeText } from '#realtime/core';

/** Bad input, naming the field. */
export function inputInvalid(path: string, message: string): AppError {
  return new AppError('input_invalid', 'invalid', 'the request does not have the form this route wants', { errors: [{ path, message }] });
}

/** @throws AppError `input_invalid` where a text cannot be kept as it is */
export function requireSafeTexts(texts: Readonly<Record<string, string | undefined>>): void {
  for (const [path, text] of Object.entries(texts)) {
    const fault = unsafeText(text);
    if (fault !== undefined) throw inputInvalid(path, fault);
  }
}
