import fc from 'fast-check';
import { AS_OF_MS } from '../facts.fixture.js';
import { shuffled } from '../../../../../test/contracts/shuffled.fixture.js';
import { standingChange, type ChangeKind, type WhitelistChange } from './change.js';
import { anyChanges, change } from './whitelist.fixture.js';

describe('the change that stands', () => {
  it.each<[string, readonly ChangeKind[], number | undefined]>([
    ['of none', [], undefined],
    ['of one', ['add'], 0],
    ['is the latest', ['add', 'remove', 'add'], 2],
    ['is none once the only one is taken back', ['add', 'undo'], undefined],
    ['is the one before once the latest is taken back', ['add', 'remove', 'undo'], 0],
    ['is two before once two are taken back', ['add', 'confirm', 'remove', 'undo', 'undo'], 0],
    ['is not moved by taking back nothing', ['undo', 'undo', 'add'], 2],
    ['taken off twice is taken off once', ['add', 'remove', 'remove', 'undo'], 0],
    ['taken off again after it was added', ['remove', 'add', 'remove', 'undo'], 1],
    ['added twice is added once', ['remove', 'add', 'add', 'undo'], 0],
    ['confirmed twice is confirmed once', ['confirm', 'confirm', 'undo'], undefined],
    ['confirmed after it was added is another change', ['add', 'confirm', 'undo'], 0],
    ['of the same said twice is the latest', ['add', 'add'], 1],
  ])('%s', (_name, kinds, at) => {
    const changes = kinds.map((kind, index) => change(kind, kinds.length - index));
    expect(standingChange(changes)).toBe(at === undefined ? undefined : changes[at]);
  });

  it.each<[string, Partial<WhitelistChange>]>([['note', { note: 'the plumber' }], ['end', { expiresMs: AS_OF_MS }]])('is renewed by another %s, which can be taken back', (_name, parts) => {
    const [added, renewed] = [change('add', 3), change('add', 2, parts)];
    expect(standingChange([added, renewed])).toBe(renewed);
    expect(standingChange([added, renewed, change('undo')])).toBe(added);
  });

  it.each(['add', 'confirm'] as const)('fifty times %s is taken back by one undo', (kind) => {
    fc.assert(fc.property(fc.nat(), (seed) => {
      const before = change('remove', 90);
      const same = Array.from({ length: 50 }, (_, index) => change(kind, 60 - index, { note: 'ours' }));
      expect(standingChange(shuffled([before, ...same, change('undo')], seed))).toBe(before);
    }));
  });

  it('does not depend on the order in which changes are read', () => {
    fc.assert(fc.property(anyChanges, fc.nat(), (changes, seed) => expect(standingChange(shuffled(changes, seed))).toBe(standingChange(changes))));
  });

  it.each(['add', 'remove', 'confirm'] as const)('%s and undo give what stood before', (kind) => {
    fc.assert(fc.property(anyChanges, (changes) => {
      const then = standingChange(changes);
      // Saying what stands already is no change, so there is nothing of it to take back.
      fc.pre(kind !== then?.change || (kind !== 'remove' && then.expiresMs !== null));
      const later = [change(kind, 0), change('undo', 0, { changedMs: AS_OF_MS + 1 })];
      expect(standingChange([...changes, ...later])).toBe(then);
    }));
  });

  it('is never an undo', () => {
    fc.assert(fc.property(anyChanges, (changes) => expect(standingChange(changes)?.change).not.toBe('undo')));
  });

  it('is the old one again, however often others were said and taken back since', () => {
    const old = change('remove', 1000);
    const undone = (pairs: number) => Array.from({ length: pairs }, (_, index) => [change('add', 999 - index, { note: 'another' }), change('undo', 999 - index, { eventId: `jd-${index}` })]).flat();
    expect(standingChange([old, ...undone(500)])).toBe(old);
  });
});
