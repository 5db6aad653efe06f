import { DAY_MS } from '#kernel';
import { isNewcomer, knownSince, NEWCOMER_DAYS, TAKEOVER_MS } from './newcomer.js';

const NOW_MS = Date.UTC(2026, 10, 22);
const ago = (days: number): number => NOW_MS - days * DAY_MS;

describe('knownSince', () => {
  it.each([
    ['the very first user: since their first call', ago(40), undefined, ago(40)],
    ['while history is taken over: since their first call', ago(40), NOW_MS - TAKEOVER_MS + 1, ago(40)],
    ['later: since now, whatever their calls say', ago(40), NOW_MS - TAKEOVER_MS, NOW_MS],
    ['a call of tomorrow: since now', ago(-1), undefined, NOW_MS],
  ])('%s', (_name, firstCallMs, foundedMs, expected) => expect(knownSince(firstCallMs, NOW_MS, { foundedMs })).toBe(expected));
});

describe('isNewcomer', () => {
  it.each([
    ['known since today, among others known for long', ago(0), ago(NEWCOMER_DAYS), true],
    ['known for just under a fortnight', ago(NEWCOMER_DAYS) + 1, ago(300), true],
    ['known for a fortnight', ago(NEWCOMER_DAYS), ago(300), false],
    ['new, where everybody is', ago(0), ago(NEWCOMER_DAYS) + 1, false],
    ['new, where hardly anybody is known', ago(0), undefined, false],
  ])('%s', (_name, knownMs, seniorMs, expected) => expect(isNewcomer(knownMs, NOW_MS, { seniorMs })).toBe(expected));
});
