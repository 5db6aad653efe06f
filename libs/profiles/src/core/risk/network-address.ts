const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/;
const V4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;
const GROUPS = 8;
const NETWORK_GROUPS = 4;

/**
 * A network address written one way: IPv4 whole, IPv6 by its first 64 bits (hosts change the others by themselves, RFC 8981), an IPv4
 * address within IPv6 as IPv4; brackets, port and zone are passed over. Anything else is itself in lower case; undefined where nothing is left.
 */
export function networkOf(written: string): string | undefined {
  const text = written.trim().toLowerCase().replace(/^\[([^\]]*)\](:\d+)?$/, '$1').replace(/%.*$/, '');
  const bare = /^[\d.]+:\d+$/.test(text) ? text.slice(0, text.indexOf(':')) : text;
  const v4 = V4.exec(MAPPED.exec(bare)?.[1] ?? bare);
  if (v4 !== null) return v4.slice(1).map(Number).join('.');
  if (!bare.includes(':')) return bare === '' ? undefined : bare;
  return `${expanded(bare).slice(0, NETWORK_GROUPS).join(':')}::/64`;
}

function expanded(address: string): string[] {
  const [head = '', tail] = address.split('::');
  const groups = (part: string): string[] => (part === '' ? [] : part.split(':').map((group) => group.replace(/^0+(?=.)/, '')));
  const before = groups(head);
  if (tail === undefined) return before;
  const after = groups(tail);
  return [...before, ...new Array<string>(Math.max(0, GROUPS - before.length - after.length)).fill('0'), ...after];
}
