import type { ByteReader, ByteWriter } from '../data/bytes.js';
import type { Activation, Layer, Network } from './network.js';

const ACTIVATIONS: readonly Activation[] = ['linear', 'relu', 'tanh', 'sigmoid', 'softmax'];
const KINDS: readonly Layer['kind'][] = ['dense', 'lstm'];
const MOST_LAYERS = 16;
const WIDEST = 1 << 16;
/** No learnt weight is nearly so large; of such weights no score overflows. */
const LARGEST_WEIGHT = 1e6;

function writeWeights(writer: ByteWriter, weights: Float64Array): void {
  for (const weight of weights) writer.single(weight);
}

function writeLayer(writer: ByteWriter, layer: Layer): void {
  writer.varint(KINDS.indexOf(layer.kind)).varint(layer.inputs).varint(layer.outputs);
  writer.varint(layer.kind === 'lstm' ? layer.steps : ACTIVATIONS.indexOf(layer.activation));
  writeWeights(writer, layer.kernel);
  if (layer.kind === 'lstm') writeWeights(writer, layer.recurrent);
  writeWeights(writer, layer.bias);
}

/** Layer by layer: kind, widths, activation or steps, weights in single precision, in which they were learnt. */
export function writeNetwork(writer: ByteWriter, network: Network): void {
  writer.varint(network.length);
  for (const layer of network) writeLayer(writer, layer);
}

function readWeights(reader: ByteReader, count: number): Float64Array {
  if (reader.left < 4 * count) throw new Error('the bytes end within weights');
  const weights = new Float64Array(count);
  for (let at = 0; at < count; at++) {
    const weight = reader.single('a weight');
    if (Math.abs(weight) > LARGEST_WEIGHT) throw new Error(`a weight is ${weight}`);
    weights[at] = weight;
  }
  return weights;
}

function readLayer(reader: ByteReader, isFirst: boolean): Layer {
  const kind = KINDS[reader.varint('the kind of a layer', 0, isFirst ? 1 : 0)] as Layer['kind'];
  const inputs = reader.varint('inputs', 1, WIDEST);
  const outputs = reader.varint('outputs', 1, WIDEST);
  if (kind === 'dense') {
    const activation = ACTIVATIONS[reader.varint('an activation', 0, ACTIVATIONS.length - 1)] as Activation;
    return { kind, inputs, outputs, activation, kernel: readWeights(reader, inputs * outputs), bias: readWeights(reader, outputs) };
  }
  const steps = reader.varint('steps', 1, WIDEST);
  const gates = 4 * outputs;
  return { kind, steps, inputs, outputs, kernel: readWeights(reader, inputs * gates), recurrent: readWeights(reader, outputs * gates), bias: readWeights(reader, gates) };
}

/** @throws Error naming what no written network holds */
export function readNetwork(reader: ByteReader): Network {
  const layers: Layer[] = [];
  const count = reader.varint('layers', 1, MOST_LAYERS);
  for (let at = 0; at < count; at++) {
    const layer = readLayer(reader, at === 0);
    const before = layers.at(-1);
    if (before !== undefined && before.outputs !== layer.inputs) throw new Error(`a layer of ${layer.inputs} inputs follows one of ${before.outputs} outputs`);
    layers.push(layer);
  }
  return layers;
}
