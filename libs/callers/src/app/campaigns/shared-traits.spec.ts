import type { Suspect } from '../../core/campaigns/index.js';
import { SharedTraits } from './shared-traits.js';

const suspect = (callerId: number, parts: Partial<Suspect> = {}): Suspect => ({ callerId, blocks: [], calls: [], category: null, scripts: [], callbacks: [], ...parts });

it('who shares a call-back number, a script or a block of a hundred acts together', () => {
  const suspects = [
    suspect(5, { callbacks: ['x', 'y'] }), suspect(2, { callbacks: ['x', 'y'], scripts: [0] }), suspect(3, { scripts: [0, 1] }), suspect(9, { blocks: ['t', 'h', 'k'] }),
    suspect(8, { blocks: ['u', 'h', 'k'] }), suspect(7, { blocks: ['v', 'i', 'k'] }), suspect(6, { blocks: [undefined, undefined] }), suspect(4, { blocks: [undefined, undefined] }),
  ];
  const { links, groups } = new SharedTraits().group(suspects);
  expect(links).toEqual([
    { left: 2, right: 5, relation: 'callback', strength: 0.8 }, { left: 2, right: 3, relation: 'script', strength: 0.7 }, { left: 8, right: 9, relation: 'range', strength: 0.5 },
  ]);
  expect(groups).toEqual([{ members: [2, 3, 5], links: links.slice(0, 2) }, { members: [8, 9], links: links.slice(2) }]);
});
