import { networkOf } from './network-address.js';
import { SECURITY_CLASSES } from './security-classes.js';
import { securityFact } from './security-fact.js';

describe('a network address', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'], [' 203.0.113.007 ', '203.0.113.7'], ['203.0.113.7:443', '203.0.113.7'], ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8::1', '2001:db8:0:0::/64'], ['2001:0DB8:0:0:ffff::9', '2001:db8:0:0::/64'], ['[2001:db8::1]:443', '2001:db8:0:0::/64'], ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'], ['proxy.example', 'proxy.example'], ['  ', undefined],
  ])('%s is %s', (written, expected) => expect(networkOf(written)).toBe(expected));
});

describe('what a security event says', () => {
  it('is read from what senders call it', () => {
    expect(securityFact({ action: 'login_failed', severity: 'high', context: { client_ip: '203.0.113.7', device: ' d-1 ', countryCode: 'cn', rows: 12.4 } }))
      .toEqual({ classCode: SECURITY_CLASSES.indexOf('failed_login'), severity: 2, address: '203.0.113.7', device: 'd-1', country: 'CN', records: 12 });
  });

  it.each([
    ['nothing', {}], ['odd types', { action: 5, severity: 'huge', context: 'here' }], ['odd context', { context: { ip: 7, deviceId: '', country: 'Nowhere', records: -1 } }],
  ])('is the least of %s', (_name, said) => {
    expect(securityFact(said)).toEqual({ classCode: SECURITY_CLASSES.indexOf('other'), severity: 0, address: undefined, device: undefined, country: undefined, records: 0 });
  });
});
