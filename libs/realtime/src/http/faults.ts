import { AppError } from '#kernel';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const isUuid = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);

export function invalid(path: string, message: string): AppError {
  return new AppError('input_invalid', 'invalid', 'the request does not have the form this route wants', { errors: [{ path, message }] });
}

export const unknownIncident = (): AppError => new AppError('incident_unknown', 'not-found', 'no incident that this token may see has this id');
export const unknownRule = (): AppError => new AppError('rule_unknown', 'not-found', 'no rule that this token may see has this id');
export const unknownWebhook = (): AppError => new AppError('webhook_unknown', 'not-found', 'no webhook that this token may see has this id');

/** A page's last item by time and id, as cursors carry it. */
export function isPlaceOf<Name extends string>(name: Name): (place: unknown) => place is Record<Name, number> & { readonly id: string } {
  return (place): place is Record<Name, number> & { readonly id: string } => {
    const found = (place ?? {}) as Record<string, unknown>;
    return Number.isSafeInteger(found[name]) && isUuid(found['id']);
  };
}
