import fc from 'fast-check';
import { explainNetwork } from './explain-network.js';
import { forward } from './forward.js';
import type { DenseLayer } from './network.js';
import { denseNetwork, madeRows } from './networks.fixture.js';

const layersOf = (...given: Parameters<typeof denseNetwork>): DenseLayer[] => denseNetwork(...given) as DenseLayer[];

describe('an explanation', () => {
  it('adds up to the output, from that of the means', () => {
    fc.assert(fc.property(fc.nat(), fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 3 }), (seed, hidden) => {
      const layers = layersOf(seed, 4, hidden, 2);
      const rows = madeRows(seed, 3, 4);
      const { reference, contributions } = explainNetwork(layers, rows);
      forward(layers, rows).forEach((output, at) => {
        const sum = contributions.subarray(at * 4, (at + 1) * 4).reduce((total, share) => total + share, reference[at % 2] as number);
        expect(sum).toBeCloseTo(output, 9);
      });
    }), { numRuns: 50 });
  });

  it('of a linear network is weight × value', () => {
    const layers = layersOf(3, 4, [], 1);
    const rows = madeRows(3, 1, 4);
    expect(explainNetwork(layers, rows).contributions).toEqual(rows.values.map((value, input) => value * (layers[0]?.kernel[input] as number)));
  });

  it('gives nothing to an input at its mean', () => {
    const rows = madeRows(1, 1, 7);
    rows.values[2] = 0;
    expect(explainNetwork(layersOf(1), rows).contributions.filter((_, at) => at % 7 === 2).every((share) => share === 0)).toBe(true);
  });
});
