import { isIP } from 'node:net';
import { isPublicAddress } from './public-address.js';

const LONGEST = 2048;

/** The address a URL's host spells out, without the brackets of IPv6; undefined for a name. */
export function literalAddress({ hostname }: URL): string | undefined {
  const bare = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
  return isIP(bare) === 0 ? undefined : bare;
}

/** Why `text` cannot be a webhook's URL, or undefined where it can. Where a name leads is found out at each attempt. */
export function webhookUrlFault(text: string, allowPrivate: boolean): string | undefined {
  if (text.length > LONGEST || !URL.canParse(text)) return `must be a URL of at most ${LONGEST} characters`;
  const url = new URL(text);
  if (url.protocol !== 'https:' && !(allowPrivate && url.protocol === 'http:')) return 'must begin with https://';
  if (url.username !== '' || url.password !== '') return 'must hold no user and password';
  const address = literalAddress(url);
  if (address !== undefined && !allowPrivate && !isPublicAddress(address)) return 'must lead to a public address';
  return undefined;
}
