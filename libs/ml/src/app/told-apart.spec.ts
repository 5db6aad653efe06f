import { toldApart } from './train-forecaster.js';

it.each([
  [0.395, 0.41, '0.395 against 0.410'],
  [0.39501, 0.39504, '0.39501 against 0.39504'],
  [0.1, 0.1, '0.100000000000 against 0.100000000000'],
])('%d and %d are told apart', (one, other, told) => expect(toldApart(one, other)).toBe(told));
