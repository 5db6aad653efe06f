import { featureSet } from './feature-set.js';

describe('featureSet', () => {
  let looks = 0;
  const look = (text: string) => {
    looks++;
    return { text, words: text.split(' ').length };
  };
  const set = featureSet({ name: 'texts', version: 3 }, look, [
    { name: 'words', type: 'count', unit: 'words', meaning: 'how many', of: ({ words }) => words },
    { name: 'digits', type: 'amount', unit: 'digits', meaning: 'none are known', of: () => undefined },
    { name: 'letters', type: 'count', unit: 'letters', meaning: 'of the whole text', of: ({ text }) => text.length },
  ]);

  it('has vectors in the order of its definitions, missing values as NaN, and looks once', () => {
    looks = 0;
    expect(set.vector('so it is')).toEqual(Float64Array.of(3, NaN, 8));
    expect(looks).toBe(1);
  });

  it('lists definitions as plain data', () => {
    expect(JSON.parse(JSON.stringify(set))).toEqual({
      name: 'texts', version: 3,
      features: [
        { name: 'words', type: 'count', unit: 'words', meaning: 'how many' },
        { name: 'digits', type: 'amount', unit: 'digits', meaning: 'none are known' },
        { name: 'letters', type: 'count', unit: 'letters', meaning: 'of the whole text' },
      ],
    });
  });
});
