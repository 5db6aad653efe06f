import { BlockList, isIP } from 'node:net';

/** Special-purpose blocks of the IANA registries for IPv4 (RFC 6890 and its successors). */
const IPV4: readonly (readonly [address: string, prefix: number])[] = [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.31.196.0', 24],
  ['192.52.193.0', 24], ['192.88.99.0', 24], ['192.168.0.0', 16], ['192.175.48.0', 24], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
];

/** Within 2000::/3, all that is global unicast: protocol assignments and Teredo, documentation, 6to4, AS112. The rest of IPv6 is refused as a whole. */
const IPV6: readonly (readonly [address: string, prefix: number])[] = [['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['2620:4f:8000::', 48], ['3fff::', 20]];

const special = new BlockList();
for (const [address, prefix] of IPV4) special.addSubnet(address, prefix, 'ipv4');
for (const [address, prefix] of IPV6) special.addSubnet(address, prefix, 'ipv6');
// Azure's metadata stands in a public block; those of the other clouds are link-local or within 100.64.0.0/10.
special.addAddress('168.63.129.16', 'ipv4');

const unicast = new BlockList();
unicast.addSubnet('2000::', 3, 'ipv6');

const mapped = new BlockList();
mapped.addSubnet('::ffff:0:0', 96, 'ipv6');

/** The last 32 bits of an IPv4-mapped address, in whatever form it was written. */
function embedded(address: string): string {
  const { hostname } = new URL(`http://[${address}]`);
  const [high = '0', low = '0'] = hostname.slice(1, -1).split(':').slice(-2);
  const bits = (parseInt(high, 16) << 16) | parseInt(low, 16);
  return [bits >>> 24, (bits >>> 16) & 255, (bits >>> 8) & 255, bits & 255].join('.');
}

/** Whether an IP address belongs to the public internet: not to this machine, its networks, a cloud's metadata or a special purpose. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !special.check(address, 'ipv4');
  if (family !== 6 || address.includes('%')) return false;
  if (mapped.check(address, 'ipv6')) return !special.check(embedded(address), 'ipv4');
  return unicast.check(address, 'ipv6') && !special.check(address, 'ipv6');
}
