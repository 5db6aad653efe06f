import fc from 'fast-check';
import { ESTABLISHED_DAYS, FULLY_KNOWN_DAYS, LIGHT_WEIGHT, reporterWeight, trackRecord } from './reporter-weight.js';

const record = fc.record({ agreed: fc.nat(1000), disagreed: fc.nat(1000) });
const circumstances = fc.record({ knownDays: fc.integer({ min: -5, max: 1000 }), callsBefore: fc.nat(10) });

describe('trackRecord', () => {
  // 2 · (agreed + 8) / (agreed + disagreed + 9) − 1, by hand.
  it.each([[0, 0, 7 / 9], [10, 0, 17 / 19], [0, 5, 1 / 7], [0, 7, 0], [0, 100, 0], [20, 20, 7 / 49]])('%d borne out, %d not: %d', (agreed, disagreed, expected) =>
    expect(trackRecord({ agreed, disagreed })).toBeCloseTo(expected, 12));
});

describe('reporterWeight', () => {
  it.each([
    ['a stranger of today whom the number never called', 0, 0, 0.001],
    ['a newcomer on the last day of being one', ESTABLISHED_DAYS - 1e-9, 3, 0.2],
    ['a user of two weeks', ESTABLISHED_DAYS, 3, 0.5],
    ['a user of four weeks', FULLY_KNOWN_DAYS, 3, 1],
    ['one who was called once', 400, 1, 0.9],
    ['one who was never called', 400, 0, 0.05],
  ])('of %s: %d days, %d calls, %d of the track record', (_name, knownDays, callsBefore, expected) =>
    expect(reporterWeight(1, { knownDays, callsBefore })).toBeCloseTo(expected, 6));

  it('is a share that never falls with age, calls and agreement, and never rises with disagreement', () => {
    fc.assert(fc.property(record, circumstances, fc.nat(50), (known, report, more) => {
      const weight = reporterWeight(trackRecord(known), report);
      expect(weight).toBeGreaterThanOrEqual(0);
      expect(weight).toBeLessThanOrEqual(1);
      expect(reporterWeight(trackRecord(known), { ...report, knownDays: report.knownDays + more })).toBeGreaterThanOrEqual(weight);
      expect(reporterWeight(trackRecord(known), { ...report, callsBefore: report.callsBefore + more })).toBeGreaterThanOrEqual(weight);
      expect(reporterWeight(trackRecord({ ...known, agreed: known.agreed + more }), report)).toBeGreaterThanOrEqual(weight);
      expect(reporterWeight(trackRecord({ ...known, disagreed: known.disagreed + more }), report)).toBeLessThanOrEqual(weight);
    }));
  });

  it('is light for every newcomer and for whoever was never called, whatever their record', () => {
    fc.assert(fc.property(record, fc.nat(ESTABLISHED_DAYS - 1), fc.nat(9), (known, knownDays, callsBefore) => {
      expect(reporterWeight(trackRecord(known), { knownDays, callsBefore })).toBeLessThan(LIGHT_WEIGHT);
      expect(reporterWeight(trackRecord(known), { knownDays: 5000, callsBefore: 0 })).toBeLessThan(LIGHT_WEIGHT);
    }));
  });
});
