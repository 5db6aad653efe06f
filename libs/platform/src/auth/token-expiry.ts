import { decodeJwt } from 'jose';

/** When the token of an `Authorization` header that was verified already expires, in milliseconds; undefined where it cannot be told. */
export function expiryOf(header: string | undefined): number | undefined {
  const token = header?.split(/ +/)[1];
  if (token === undefined) return undefined;
  try {
    const { exp } = decodeJwt(token);
    return exp === undefined ? undefined : exp * 1000;
  } catch {
    return undefined;
  }
}
