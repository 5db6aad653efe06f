import { FEATURE_SET_NAMES, featureSetNamed } from './feature-sets.js';

describe('feature sets', () => {
  it('are found by their names', () => {
    expect(FEATURE_SET_NAMES.map((name) => featureSetNamed(name)?.name)).toEqual(FEATURE_SET_NAMES);
    expect(featureSetNamed('caller_at_call')).toMatchObject({ name: 'caller_at_call', version: 1, features: { length: 30 } });
  });

  it.each(['caller', 'CALLER_AT_CALL', ''])('are not found by %j', (name) => expect(featureSetNamed(name)).toBeUndefined());
});
