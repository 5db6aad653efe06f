import { leastDistanceKm } from './country-distance.js';
import { SECURITY_CLASSES, type SecurityClass } from './security-classes.js';
import { foldSecurityOrigins, foldSecuritySteps, type SecurityEvent } from './security-state.js';
import { findTakeovers, type TakeoverFinding } from './takeover.js';

const START = Date.UTC(2026, 2, 4);
const MINUTE = 60_000;
const DAY = 1440;

type Said = [minute: number, what: SecurityClass, place?: string, more?: Partial<SecurityEvent>];

function eventOf([minute, what, place = '', more = {}]: Said): SecurityEvent {
  return { userId: 1, occurredAtMs: START + minute * MINUTE, classCode: SECURITY_CLASSES.indexOf(what), severity: 1, address: place, device: '', country: '', records: 0, ...more };
}

function found(...said: Said[]): TakeoverFinding[] {
  const events = said.map(eventOf);
  const origins = foldSecurityOrigins(events);
  return findTakeovers(foldSecuritySteps(events), { firstMs: new Map(origins.map(({ origin, firstMs }) => [origin, firstMs])), earliestMs: origins.length === 0 ? undefined : Math.min(...origins.map(({ firstMs }) => firstMs)) });
}

const failures = (count: number, from: number, place = 'evil'): Said[] => Array.from({ length: count }, (_, at): Said => [from + at, 'failed_login', place]);
const home: Said = [0, 'login', 'home'];
const told = (findings: readonly TakeoverFinding[]): string[] => findings.map(({ kind, severity }) => `${kind} ${severity}`);

describe('a burst of failures before a sign-in', () => {
  it.each<[string, Said[], string[]]>([
    ['five within half an hour', [home, ...failures(5, DAY), [DAY + 6, 'login', 'home']], ['failures_then_success medium']],
    ['four', [home, ...failures(4, DAY), [DAY + 6, 'login', 'home']], []],
    ['five in more than half an hour', [home, ...failures(3, DAY), ...failures(2, DAY + 40), [DAY + 45, 'login', 'home']], []],
    ['twenty', [home, ...failures(20, DAY), [DAY + 21, 'login', 'home']], ['failures_then_success high']],
    ['that never succeeded', [home, ...failures(30, DAY)], []],
    ['after which two sign-ins came', [home, ...failures(6, DAY), [DAY + 7, 'login', 'home'], [DAY + 8, 'login', 'home']], ['failures_then_success medium']],
    ['of a user who was never seen anywhere', [...failures(6, DAY), [DAY + 7, 'login', 'home']], ['failures_then_success medium']],
  ])('%s', (_name, said, expected) => expect(told(found(...said))).toEqual(expected));

  it('tells how many there were, from how many addresses, and when', () => {
    const [finding] = found(home, ...failures(4, DAY, 'a'), ...failures(3, DAY + 4, 'b'), [DAY + 8, 'login', 'home']);
    expect(finding?.evidence).toEqual({ failures: 7, addresses: 2, firstFailureMs: START + DAY * MINUTE, successMs: START + (DAY + 8) * MINUTE, newAddress: false });
  });
});

describe('a sign-in from an address never seen', () => {
  it.each<[string, Said[], string[]]>([
    ['after three failures within a day', [home, ...failures(3, DAY), [DAY + 600, 'login', 'evil']], ['new_address_after_failures high']],
    ['after a burst', [home, ...failures(20, DAY), [DAY + 21, 'login', 'evil']], ['failures_then_success critical', 'new_address_after_failures high']],
    ['without failures', [home, [DAY, 'login', 'evil']], []],
    ['that is the first of all', [...failures(3, DAY), [DAY + 600, 'login', 'home']], []],
    ['with a device that is known', [[0, 'login', 'home', { device: 'phone' }], ...failures(3, DAY), [DAY + 600, 'login', 'train', { device: 'phone' }]], []],
    ['that the sender tells of twice', [home, ...failures(3, DAY), [DAY + 600, 'login', 'evil'], [DAY + 601, 'new_address', 'evil']], ['new_address_after_failures high']],
    ['followed by many accesses', [home, [DAY, 'login', 'evil'], ...Array.from({ length: 20 }, (_, at): Said => [DAY + 10 + at, 'data_access', 'evil'])], ['mass_access_after_new_address critical']],
    ['followed by one large one', [home, [DAY, 'login', 'evil'], [DAY + 10, 'data_access', 'evil', { records: 100 }]], ['mass_access_after_new_address critical']],
    ['followed by little', [home, [DAY, 'login', 'evil'], [DAY + 10, 'data_access', 'evil', { records: 99 }]], []],
    ['followed by much after more than a day', [home, [DAY, 'login', 'evil'], [3 * DAY, 'data_access', 'evil', { records: 1000 }]], []],
  ])('%s', (_name, said, expected) => expect(told(found(...said))).toEqual(expected));
});

describe('countries in a row', () => {
  const from = (minute: number, country: string): Said => [minute, 'login', 'home', { country }];
  it.each<[string, Said[], number]>([
    ['too far apart', [from(0, 'CN'), from(60, 'BR')], 1], ['far apart with time to fly', [from(0, 'CN'), from(DAY, 'BR')], 0], ['neighbours', [from(0, 'CN'), from(1, 'HK')], 0],
    ['the same', [from(0, 'CN'), from(1, 'CN')], 0], ['one that is not known', [from(0, 'CN'), from(1, 'AQ')], 0], ['with a sign-in between that tells none', [from(0, 'DE'), [30, 'login', 'home'], from(60, 'AU')], 1],
    ['there and back', [from(0, 'DE'), from(60, 'AU'), from(120, 'DE')], 2],
  ])('%s', (_name, said, count) => expect(told(found(...said))).toEqual(new Array(count).fill('impossible_travel high')));

  it('lie as far apart as their land does at least', () => {
    // Berlin and Beijing are 7,360 km apart.
    expect(leastDistanceKm('DE', 'CN')).toBeGreaterThan(3000);
    expect(leastDistanceKm('DE', 'CN')).toBeLessThan(7360);
    expect(leastDistanceKm('CN', 'DE')).toBeCloseTo(leastDistanceKm('DE', 'CN') as number, 6);
    expect(leastDistanceKm('DE', 'FR')).toBe(0);
  });
});
