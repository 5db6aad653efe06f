import fc from 'fast-check';
import { after, isDue, isOpen, rewardOf, STATUSES, statusAt, STEPS, type Status } from './lifecycle.js';

/** What a status may lead to, said another way. */
const ALLOWED: Readonly<Record<Status, string>> = {
  proposed: 'propose→proposed see→seen implement→implemented dismiss→dismissed expire→expired',
  seen: 'propose→seen see→seen implement→implemented dismiss→dismissed expire→expired',
  implemented: 'undo→seen measure→measured',
  dismissed: 'propose→proposed', expired: 'propose→proposed', measured: 'undo→seen propose→proposed',
};

describe('the life of a recommendation', () => {
  it.each(STATUSES)('%s leads to nothing else', (status) => {
    const found = STEPS.flatMap((step) => after(status, step) === undefined ? [] : [`${step}→${after(status, step)}`]);
    expect(found.sort()).toEqual(ALLOWED[status].split(' ').sort());
  });

  it('whatever is done, is measured only after it was implemented and not taken back', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...STEPS), { maxLength: 40 }), (steps) => {
      let status: Status = 'proposed';
      let isIn = false;
      for (const step of steps) {
        const next = after(status, step);
        if (next === undefined) continue;
        if (next === 'measured') expect(isIn).toBe(true);
        if (step === 'implement') isIn = true;
        if (step === 'undo' || next === 'measured') isIn = false;
        if (isIn) expect(['implemented']).toContain(next);
        status = next;
      }
      expect(STATUSES).toContain(status);
    }));
  });

  it.each(STATUSES)('%s is expired by the clock where it was open, from the moment on', (status) => {
    const at = (nowMs: number): Status => statusAt({ status, expiresMs: 1000 }, nowMs);
    expect([at(999), at(1000), at(5000)]).toEqual(isOpen(status) ? [status, 'expired', 'expired'] : [status, status, status]);
  });

  it('is open until something became of it', () => expect(STATUSES.filter(isOpen)).toEqual(['proposed', 'seen']));

  it.each<[Status, number, number, boolean]>([
    ['dismissed', 14, 10, false], ['dismissed', 15, 10, true], ['implemented', 100, 1, false], ['expired', 1, 100, true], ['measured', 1, 100, true], ['seen', 1, 100, true],
  ])('%s, of strength %i after %i: due %p', (status, strength, dismissed, due) => expect(isDue(status, strength, dismissed)).toBe(due));

  it.each<[Status, number | null, boolean | null, number | undefined]>([
    ['seen', null, null, undefined], ['implemented', null, null, 1], ['measured', null, null, 1], ['dismissed', null, null, 0], ['implemented', 1, true, 0], ['seen', 5, null, 1], ['seen', null, true, 1],
    ['implemented', null, false, 0],
  ])('%s, rated %p, helpful %p: worth %p', (status, rating, helpful, reward) => expect(rewardOf({ status, rating, helpful })).toBe(reward));
});
