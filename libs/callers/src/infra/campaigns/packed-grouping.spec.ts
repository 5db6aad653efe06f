import fc from 'fast-check';
import { RELATIONS, type Suspect } from '../../core/campaigns/index.js';
import { buffersOf, packGrouping, packSuspects, unpackGrouping, unpackSuspects } from './packed-grouping.js';

const id = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
const call = fc.record({ userId: id, atMs: fc.integer(), durationMs: fc.option(fc.nat(), { nil: undefined }), outcome: fc.nat(4) });
const suspect: fc.Arbitrary<Suspect> = fc.record({
  callerId: id, blocks: fc.array(fc.option(fc.string(), { nil: undefined })), calls: fc.array(call), category: fc.constantFrom(null, 'loan' as const),
  scripts: fc.array(fc.nat()), callbacks: fc.array(fc.string()),
  kin: fc.array(fc.record({ script: fc.nat(), other: fc.nat(), doubt: fc.double({ min: 0, max: 1, noNaN: true }) })),
});
const bystander = fc.record({ startMs: fc.integer(), scripts: fc.array(fc.nat()), callbacks: fc.array(fc.string()) });
const link = fc.record({ left: id, right: id, relation: fc.constantFrom(...RELATIONS), strength: fc.double({ min: 0, max: 1, noNaN: true }) });

/** As another thread gets it. */
const sent = <T extends object>(packed: T): T => structuredClone(packed, { transfer: buffersOf(packed) });

it('suspects and bystanders come through as they were', () => fc.assert(fc.property(fc.array(suspect), fc.array(bystander), (suspects, bystanders) => {
  const came = sent(packSuspects(suspects, bystanders));
  expect([unpackSuspects(came), came.bystanders]).toEqual([suspects, bystanders]);
})));

it('groups come through as they were, of the same links', () => fc.assert(fc.property(fc.array(link), fc.array(fc.record({ members: fc.array(id), first: fc.nat(9), count: fc.nat(9) })), (links, drawn) => {
  const groups = drawn.map(({ members, first, count }) => ({ members, links: links.slice(first, first + count) }));
  const came = unpackGrouping(sent(packGrouping({ links, groups })));
  expect(came).toEqual({ links, groups });
  for (const group of came.groups) for (const each of group.links) expect(came.links).toContain(each);
})));
