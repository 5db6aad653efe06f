import type { Suspect } from '../../core/campaigns/index.js';
import type { WeightedGraph } from '../../core/index.js';
import { Grouped } from './grouped.js';

const suspect = (callerId: number, parts: Partial<Suspect> = {}): Suspect => ({ callerId, blocks: [], calls: [], category: null, scripts: [], callbacks: [], ...parts });
/** All that hangs together is one community. */
const communities = { partition: ({ nodes }: WeightedGraph) => new Uint8Array(nodes) };

it('who shares a call-back number, a script or a crowded block acts together', () => {
  const suspects = [
    suspect(5, { callbacks: ['x', 'y'] }), suspect(2, { callbacks: ['x', 'y'], scripts: [0] }), suspect(3, { scripts: [0, 1] }), suspect(1, { blocks: ['t', 'h', 'k', 'w'] }),
    suspect(9, { blocks: ['t', 'h', 'k', 'w'] }), suspect(8, { blocks: ['u', 'h', 'k', 'w'] }), suspect(7, { blocks: ['v', 'i', 'j', 'q'] }), suspect(6, { blocks: [undefined, undefined] }),
    suspect(4, { blocks: [undefined, undefined] }),
  ];
  const { links, groups } = new Grouped(communities).group(suspects, []);
  expect(links.map(({ left, right, relation }) => [left, right, relation])).toEqual([[2, 5, 'callback'], [2, 3, 'script'], [1, 9, 'range'], [1, 8, 'range'], [8, 9, 'range']]);
  expect(groups).toEqual([{ members: [1, 8, 9], links: links.slice(2) }, { members: [2, 3, 5], links: links.slice(0, 2) }]);
});
