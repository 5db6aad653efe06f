import { attachments } from './attachments.js';
import type { KnownCampaign } from './lifecycle.js';

const known = (id: string, openedMs: number, callers: readonly number[]): KnownCampaign => ({ id, openedMs, members: callers.map((callerId) => ({ callerId, isIn: true, isActive: true })) });
const CAMPAIGNS = [known('young', 2, [1, 2]), known('old', 1, [3, 4, 5])];

describe('newcomers', () => {
  it.each<[string, number[][], [string | undefined, number[]][]]>([
    ['join those they are found with', [[1, 50]], [['young', [50]]]],
    ['join whom most of the group belong to', [[1, 3, 4, 50]], [['old', [50]]]],
    ['join the older where as many belong to each', [[1, 3, 50, 51]], [['old', [50, 51]]]],
    ['open one where nobody is known', [[50, 51]], [[undefined, [50, 51]]]],
    ['open none alone', [[50, 70]], []],
    ['are not in every group', [[1, 2]], []],
  ])('%s', (_name, groups, expected) => expect(attachments(CAMPAIGNS, groups, new Set([50, 51])).map(({ id, numbers }) => [id, numbers])).toEqual(expected));
});
