import fc from 'fast-check';
import { ByteReader, ByteWriter } from '../data/bytes.js';
import { readNetwork, writeNetwork } from './network-bytes.js';
import type { Network } from './network.js';
import { denseNetwork, lstmNetwork } from './networks.fixture.js';

function bytesOf(network: Network): Uint8Array {
  const writer = new ByteWriter();
  writeNetwork(writer, network);
  return writer.bytes();
}

const read = (bytes: Uint8Array): Network => readNetwork(new ByteReader(bytes));

describe("a network's bytes", () => {
  it('give the network back', () => {
    fc.assert(fc.property(fc.nat(), fc.boolean(), fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 3 }), (seed, isLstm, hidden) => {
      const network = isLstm ? lstmNetwork(seed, { units: 4 }) : denseNetwork(seed, 5, hidden);
      expect(read(bytesOf(network))).toEqual(network);
    }), { numRuns: 50 });
  });

  it.each([
    ['an LSTM that is not the first layer', [...denseNetwork(1, 2, [], 3), ...lstmNetwork(1)]],
    ['layers that do not fit', [...denseNetwork(1, 2, [], 3), ...denseNetwork(1, 2, [], 3)]],
    ['no layer', []],
    ['a weight beyond all reason', denseNetwork(1).map((layer) => ({ ...layer, bias: layer.bias.map(() => 1e7) }))],
  ])('of %s are refused', (_name, network) => expect(() => read(bytesOf(network as Network))).toThrow(Error));
});
