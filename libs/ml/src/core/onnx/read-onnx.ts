import { protobufFields } from './protobuf.js';

/** What an ONNX file says of itself. */
export interface OnnxHead {
  /** Version of the operator set `ai.onnx`. */
  readonly opset: number;
  /** What wrote it, such as "pytorch 2.4"; empty where it does not say. */
  readonly producer: string;
}

/** Field numbers of onnx.proto (github.com/onnx/onnx, IR version 10). */
const MODEL = { irVersion: 1, producer: 2, producerVersion: 3, graph: 7, opset: 8 };
const GRAPH = { node: 1, initializer: 5, sparse: 15 };
const NODE = { operator: 4, attribute: 5, domain: 7 };
const ATTRIBUTE = { tensor: 5, graph: 6, tensors: 10, graphs: 11, sparse: 22, sparses: 23 };
const TENSOR = { externalData: 13, dataLocation: 14 };
const OPSET = { domain: 1, version: 2 };

/** Operator sets that the runtime has; the newest version of each that it knows. */
const OPSETS: Readonly<Record<string, readonly [number, number]>> = { 'ai.onnx': [7, 25], 'ai.onnx.ml': [1, 5] };
const DEEPEST = 16;

const textOf = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes).slice(0, 64);
const domainOf = (bytes: Uint8Array | undefined): string => textOf(bytes) || 'ai.onnx';

/** A broken rule of ours, in words for whoever sent the file. */
class Refusal extends Error {}

function checkTensor(bytes: Uint8Array): void {
  for (const { number, value } of protobufFields(bytes)) {
    if (number === TENSOR.externalData || (number === TENSOR.dataLocation && value !== 0)) throw new Refusal('its weights lie in another file: save them within');
  }
}

/** A sparse tensor is two tensors. */
function checkSparse(bytes: Uint8Array): void {
  for (const { number, bytes: part } of protobufFields(bytes)) if (part !== undefined && number <= 2) checkTensor(part);
}

function checkAttribute(bytes: Uint8Array, depth: number): void {
  for (const { number, bytes: part } of protobufFields(bytes)) {
    if (part === undefined) continue;
    if (number === ATTRIBUTE.tensor || number === ATTRIBUTE.tensors) checkTensor(part);
    else if (number === ATTRIBUTE.sparse || number === ATTRIBUTE.sparses) checkSparse(part);
    else if (number === ATTRIBUTE.graph || number === ATTRIBUTE.graphs) checkGraph(part, depth + 1);
  }
}

function checkNode(bytes: Uint8Array, depth: number): void {
  let [operator, domain] = ['', 'ai.onnx'];
  for (const { number, bytes: part } of protobufFields(bytes)) {
    if (part === undefined) continue;
    if (number === NODE.operator) operator = textOf(part);
    else if (number === NODE.domain) domain = domainOf(part);
    else if (number === NODE.attribute) checkAttribute(part, depth);
  }
  if (!(domain in OPSETS)) throw new Refusal(`the operator ${operator} of ${domain} is not known here`);
}

function checkGraph(bytes: Uint8Array, depth: number): void {
  if (depth > DEEPEST) throw new Refusal(`its graphs are nested more than ${DEEPEST} deep`);
  for (const { number, bytes: part } of protobufFields(bytes)) {
    if (part === undefined) continue;
    if (number === GRAPH.node) checkNode(part, depth);
    else if (number === GRAPH.initializer) checkTensor(part);
    else if (number === GRAPH.sparse) checkSparse(part);
  }
}

function readOpset(bytes: Uint8Array): readonly [string, number] {
  let [domain, version] = ['ai.onnx', 0];
  for (const { number, value, bytes: part } of protobufFields(bytes)) {
    if (number === OPSET.domain) domain = domainOf(part);
    else if (number === OPSET.version) version = value ?? 0;
  }
  const known = OPSETS[domain];
  if (known !== undefined && (version < known[0] || version > known[1])) throw new Refusal(`opset ${version} of ${domain} is not known here, only ${known[0]} to ${known[1]}`);
  return [domain, version];
}

function readModel(bytes: Uint8Array): OnnxHead {
  let [isOnnx, opset, producer] = [false, 0, ''];
  let graph: Uint8Array | undefined;
  for (const { number, value, bytes: part } of protobufFields(bytes)) {
    if (number === MODEL.irVersion) isOnnx = value !== undefined && value > 0;
    else if (number === MODEL.producer) producer = `${textOf(part)}${producer}`;
    else if (number === MODEL.producerVersion) producer = `${producer} ${textOf(part)}`;
    else if (number === MODEL.graph) graph = part;
    else if (number === MODEL.opset && part !== undefined) {
      const [domain, version] = readOpset(part);
      if (domain === 'ai.onnx') opset = version;
    }
  }
  if (!isOnnx || graph === undefined) throw new Refusal('it is no ONNX model');
  if (opset === 0) throw new Refusal('it names no version of the operator set ai.onnx');
  checkGraph(graph, 0);
  return { opset, producer: producer.trim() };
}

/**
 * Reads what must be known of a file before a runtime may open it: that it is ONNX, of operator sets that are known, without operators of
 * others, and whole in itself — a runtime would open whatever path it names for its weights. Weights stay unread. O(fields of the graphs).
 * Never throws.
 */
export function readOnnx(bytes: Uint8Array): OnnxHead | { readonly refusal: string } {
  try {
    return readModel(bytes);
  } catch (error) {
    return { refusal: error instanceof Refusal ? error.message : 'it is no ONNX model, or cut off' };
  }
}
