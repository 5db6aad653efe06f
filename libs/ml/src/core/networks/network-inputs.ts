import type { Matrix } from '../data/matrix.js';
import { standardise, type Standardisation } from '../linear/standardisation.js';
import type { DenseLayer, Network } from './network.js';

/** Deviations from the mean beyond which a value counts as so far: where there was nothing to learn from, a relu would go on for ever. */
const FARTHEST = 10;

/** Standardised features with an indicator for each column that was missing at times, none farther than ±10 from 0. */
export function networkInputs(features: Matrix, standardisation: Standardisation): Matrix {
  const inputs = standardise(features, standardisation);
  const { values } = inputs;
  for (let at = 0; at < values.length; at++) values[at] = Math.min(FARTHEST, Math.max(-FARTHEST, values[at] as number));
  return inputs;
}

/** Inputs that were 0 in every row keep the weights they began with; the network is not to heed them. */
export function withoutIdleInputs(network: Network, { columns, values }: Matrix): Network {
  const [first, ...rest] = network as [DenseLayer, ...DenseLayer[]];
  const isUsed = new Uint8Array(columns);
  for (let at = 0; at < values.length; at++) if (values[at] !== 0) isUsed[at % columns] = 1;
  const kernel = first.kernel.map((weight, at) => (isUsed[Math.floor(at / first.outputs)] === 1 ? weight : 0));
  return [{ ...first, kernel }, ...rest];
}
