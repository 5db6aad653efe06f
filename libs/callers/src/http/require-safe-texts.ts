import { inputInvalid } from '#kernel';
import { unsafeText } from '#realtime/core';

/** @throws AppError `input_invalid` where a text cannot be kept as it is */
export function requireSafeTexts(texts: Readonly<Record<string, string | undefined>>): void {
  for (const [path, text] of Object.entries(texts)) {
    const fault = unsafeText(text);
    if (fault !== undefined) throw inputInvalid(path, fault);
  }
}
