import { WallClock } from '#kernel';
import { isWithin } from './hours.js';
import type { Hours } from './rule.js';

const at = (weekday: number, time: string) => ({ weekday, minuteOfDay: Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) });
const [SUNDAY, MONDAY, FRIDAY, SATURDAY] = [0, 1, 5, 6];

describe('hours', () => {
  const office: Hours = { from: '09:00', to: '17:30' };
  const night: Hours = { from: '22:00', to: '07:00' };
  const wholeDay: Hours = { from: '00:00', to: '24:00' };

  it.each<[string, Hours, ReturnType<typeof at>, boolean]>([
    ['the first minute', office, at(MONDAY, '09:00'), true],
    ['the minute before', office, at(MONDAY, '08:59'), false],
    ['the last minute', office, at(MONDAY, '17:29'), true],
    ['the end, which is without', office, at(MONDAY, '17:30'), false],
    ['before midnight', night, at(FRIDAY, '22:00'), true],
    ['at midnight', night, at(SATURDAY, '00:00'), true],
    ['after midnight', night, at(SATURDAY, '06:59'), true],
    ['in the morning', night, at(SATURDAY, '07:00'), false],
    ['by day', night, at(SATURDAY, '21:59'), false],
    ['the first minute of a day', wholeDay, at(SUNDAY, '00:00'), true],
    ['the last minute of a day', wholeDay, at(SUNDAY, '23:59'), true],
    ['a day that is listed', { ...office, days: [MONDAY, FRIDAY] }, at(FRIDAY, '12:00'), true],
    ['a day that is not', { ...office, days: [MONDAY, FRIDAY] }, at(SATURDAY, '12:00'), false],
    ['the evening of a listed day', { ...night, days: [FRIDAY] }, at(FRIDAY, '23:00'), true],
    ['the morning after a listed day', { ...night, days: [FRIDAY] }, at(SATURDAY, '03:00'), true],
    ['the morning of a listed day', { ...night, days: [FRIDAY] }, at(FRIDAY, '03:00'), false],
    ['the morning after the week’s last day', { ...night, days: [SATURDAY] }, at(SUNDAY, '03:00'), true],
    ['the evening after a listed day', { ...night, days: [FRIDAY] }, at(SATURDAY, '23:00'), false],
    ['up to midnight', { from: '18:00', to: '00:00' }, at(MONDAY, '23:59'), true],
    ['midnight itself', { from: '18:00', to: '00:00', days: [SUNDAY] }, at(MONDAY, '00:00'), false],
  ])('%s', (_name, hours, time, expected) => expect(isWithin(hours, time)).toBe(expected));

  // Clocks in Berlin went from 2:00 to 3:00 on 2026-03-29 at 1:00 UTC, and from 3:00 to 2:00 on 2026-10-25 at 1:00 UTC.
  it.each<[string, string, Hours, boolean]>([
    ['an hour that comes twice, the first time', '2026-10-25T00:30:00Z', { from: '02:00', to: '03:00' }, true],
    ['the second time', '2026-10-25T01:30:00Z', { from: '02:00', to: '03:00' }, true],
    ['the hour after', '2026-10-25T02:00:00Z', { from: '02:00', to: '03:00' }, false],
    ['the last minute before the hour that is left out', '2026-03-29T00:59:00Z', { from: '02:00', to: '03:00' }, false],
    ['the first after it', '2026-03-29T01:00:00Z', { from: '02:00', to: '03:00' }, false],
    ['a night one hour shorter, until its end', '2026-03-29T04:59:00Z', { from: '22:00', to: '07:00', days: [SATURDAY] }, true],
    ['and from then on', '2026-03-29T05:00:00Z', { from: '22:00', to: '07:00', days: [SATURDAY] }, false],
    ['a night one hour longer, until its end', '2026-10-25T05:59:00Z', { from: '22:00', to: '07:00', days: [SATURDAY] }, true],
    ['and after', '2026-10-25T06:00:00Z', { from: '22:00', to: '07:00', days: [SATURDAY] }, false],
  ])('in Berlin: %s', (_name, instant, hours, expected) => expect(isWithin(hours, new WallClock().at('Europe/Berlin', Date.parse(instant)))).toBe(expected));
});
