import { isPublicAddress } from './public-address.js';
import { webhookUrlFault } from './webhook-url.js';

describe('a public address', () => {
  it.each(['8.8.8.8', '1.1.1.1', '172.15.255.255', '172.32.0.0', '100.63.255.255', '100.128.0.0', '192.167.255.255', '11.0.0.0', '223.5.5.5', '2606:4700:4700::1111', '2400:3200::1', '::ffff:8.8.8.8', '::ffff:808:808'])(
    '%s is one', (address) => expect(isPublicAddress(address)).toBe(true));

  it.each([
    ['this host', '0.0.0.0'], ['this host', '0.1.2.3'], ['loopback', '127.0.0.1'], ['loopback', '127.255.255.254'], ['private', '10.0.0.1'], ['private', '172.16.0.1'], ['private', '172.31.255.255'],
    ['private', '192.168.1.1'], ['shared', '100.64.0.1'], ['metadata of Alibaba Cloud', '100.100.100.200'], ['link-local, metadata of most clouds', '169.254.169.254'], ['metadata of Azure', '168.63.129.16'],
    ['protocol assignments, metadata of Oracle', '192.0.0.192'], ['documentation', '192.0.2.1'], ['documentation', '198.51.100.7'], ['documentation', '203.0.113.9'], ['benchmarks', '198.18.0.1'],
    ['multicast', '224.0.0.1'], ['reserved', '240.0.0.1'], ['broadcast', '255.255.255.255'],
    ['unspecified', '::'], ['loopback', '::1'], ['mapped loopback', '::ffff:127.0.0.1'], ['mapped loopback in hex', '::ffff:7f00:1'], ['mapped, written out', '0:0:0:0:0:ffff:a9fe:a9fe'],
    ['mapped private', '::FFFF:10.0.0.1'], ['compatible', '::127.0.0.1'], ['translated', '64:ff9b::7f00:1'], ['local translation', '64:ff9b:1::1'], ['unique local', 'fc00::1'], ['metadata of AWS', 'fd00:ec2::254'],
    ['link-local', 'fe80::1'], ['with a zone', 'fe80::1%eth0'], ['site-local', 'fec0::1'], ['multicast', 'ff02::1'], ['6to4 of a private one', '2002:a00:1::'], ['Teredo', '2001::1'], ['documentation', '2001:db8::1'],
    ['documentation', '3fff::1'], ['discard', '100::1'], ['a name', 'localhost'], ['nothing', ''], ['short', '127.1'],
  ])('%s is none: %s', (_name, address) => expect(isPublicAddress(address)).toBe(false));
});

describe("a webhook's URL", () => {
  it.each(['https://example.com/hook?token=1', 'https://8.8.8.8/', 'https://[2606:4700:4700::1111]:8443/x'])('%s will do', (url) => expect(webhookUrlFault(url, false)).toBeUndefined());

  it.each([
    ['http://example.com/', 'https'], ['ftp://example.com/', 'https'], ['file:///etc/passwd', 'https'], ['javascript:alert(1)', 'https'], ['https://user@example.com/', 'password'], ['https://a:b@example.com/', 'password'],
    ['https://127.0.0.1/', 'public'], ['https://2130706433/', 'public'], ['https://0x7f.1/', 'public'], ['https://0177.0.0.1/', 'public'], ['https://[::1]/', 'public'], ['https://[::ffff:169.254.169.254]/', 'public'],
    ['https://127。0。0。1/', 'public'], ['nowhere', 'URL'], ['', 'URL'], [`https://example.com/${'x'.repeat(2048)}`, 'URL'],
  ])('%s will not', (url, why) => expect(webhookUrlFault(url, false)).toContain(why));

  it('may be plain and private where that is allowed, and is a URL all the same', () => {
    expect(['http://127.0.0.1:8080/', 'https://[::1]/', 'ftp://127.0.0.1/'].map((url) => webhookUrlFault(url, true))).toEqual([undefined, undefined, 'must begin with https://']);
  });
});
