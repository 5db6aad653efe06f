import golden from '../../../../../test/golden/networks.json' with { type: 'json' };
import { expectClose } from '../data/close.fixture.js';
import { forward } from './forward.js';
import type { Layer, Network } from './network.js';
import { denseNetwork, lstmNetwork, madeRows } from './networks.fixture.js';

type Written = { readonly [K in 'kernel' | 'recurrent' | 'bias']?: readonly number[] };

const typed = (layer: Written): Layer => Object.fromEntries(Object.entries(layer).map(([key, value]) => [key, Array.isArray(value) ? Float64Array.from(value as number[]) : value])) as unknown as Layer;

describe('the forward pass', () => {
  it.each(golden.cases)("of $name gives NumPy's outputs", ({ network, rows, outputs }) => {
    const features = { rows: rows.length, columns: rows[0]?.length ?? 0, values: Float64Array.from(rows.flat()) };
    expectClose(forward(network.map(typed), features), outputs.flat(), 12);
  });

  it.each<[string, Network, number]>([['dense layers', denseNetwork(1), 7], ['an LSTM', lstmNetwork(1), 12]])('of %s gives a row the same alone as after others', (_name, network, columns) => {
    const all = madeRows(2, 5, columns);
    const last = { ...all, rows: 1, values: all.values.subarray(4 * columns) };
    expect(forward(network, all).slice(-forward(network, last).length)).toEqual(forward(network, last));
  });

  it('has no outputs for no rows', () => expect(forward(denseNetwork(1), madeRows(1, 0, 7))).toHaveLength(0));

  it('refuses rows of another width, and no layers', () => {
    expect(() => forward(denseNetwork(1), madeRows(1, 1, 6))).toThrow('6 columns, the network takes 7');
    expect(() => forward([], madeRows(1, 1, 1))).toThrow('a network has a layer');
  });

  it.each(['sigmoid', 'tanh', 'softmax'] as const)('stays finite with %s of huge sums', (activation) => {
    const layer: Layer = { kind: 'dense', inputs: 1, outputs: 2, activation, kernel: Float64Array.of(1, -1), bias: new Float64Array(2) };
    expect(forward([layer], { rows: 1, columns: 1, values: Float64Array.of(1e6) }).every(Number.isFinite)).toBe(true);
  });
});
