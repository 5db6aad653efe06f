/* Writes ONNX files of a few hundred bytes, field by field as onnx.proto numbers them. */

const TYPES = { float: 1, int64: 7, string: 8, bool: 9, double: 11 };

type Size = number | string;

export interface MadeTensor {
  readonly name: string;
  readonly type?: keyof typeof TYPES;
  readonly shape: readonly Size[];
}

export interface MadeWeights {
  readonly name: string;
  readonly dims: readonly number[];
  readonly values: readonly number[];
  /** Where the weights are said to lie in another file. */
  readonly external?: boolean;
}

export interface MadeNode {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly domain?: string;
  readonly attributes?: readonly Uint8Array[];
}

export interface MadeModel {
  readonly inputs: readonly MadeTensor[];
  readonly outputs: readonly MadeTensor[];
  readonly nodes: readonly MadeNode[];
  readonly weights?: readonly MadeWeights[];
  readonly opset?: number;
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Uint8Array.from([...bytes, rest]);
    bytes.push((rest % 128) | 128);
  }
}

const joined = (...parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));
const number = (field: number, value: number): Uint8Array => joined(varint(8 * field), varint(value));
export const message = (field: number, ...parts: readonly Uint8Array[]): Uint8Array => {
  const bytes = joined(...parts);
  return joined(varint(8 * field + 2), varint(bytes.length), bytes);
};
const text = (field: number, value: string): Uint8Array => message(field, new TextEncoder().encode(value));

const sizeOf = (size: Size): Uint8Array => message(1, typeof size === 'number' ? number(1, size) : text(2, size));
const tensorType = ({ type = 'float', shape }: MadeTensor): Uint8Array => message(1, number(1, TYPES[type]), message(2, ...shape.map(sizeOf)));
const described = (field: number, tensor: MadeTensor): Uint8Array => message(field, text(1, tensor.name), message(2, tensorType(tensor)));

const weightsOf = ({ name, dims, values, external = false }: MadeWeights): Uint8Array =>
  joined(...dims.map((size) => number(1, size)), number(2, TYPES.float), text(8, name), message(9, new Uint8Array(Float32Array.from(values).buffer)), ...(external ? [number(14, 1)] : []));

const nodeOf = ({ operator, inputs, output, domain, attributes = [] }: MadeNode): Uint8Array =>
  message(1, ...inputs.map((name) => text(1, name)), text(2, output), text(4, operator), ...attributes, ...(domain === undefined ? [] : [text(7, domain)]));

const graphOf = ({ inputs, outputs, nodes, weights = [] }: MadeModel): Uint8Array =>
  joined(...nodes.map(nodeOf), text(2, 'g'), ...weights.map((each) => message(5, weightsOf(each))), ...inputs.map((each) => described(11, each)), ...outputs.map((each) => described(12, each)));

/** An attribute that holds a graph, as those of If and Loop do. */
export const graphAttribute = (name: string, graph: MadeModel): Uint8Array => message(5, text(1, name), message(6, graphOf(graph)), number(20, 5));
export const intAttribute = (name: string, value: number): Uint8Array => message(5, text(1, name), number(3, value), number(20, 2));

export function onnxFile(model: MadeModel): Uint8Array {
  return joined(number(1, 8), text(2, 'pen'), text(3, '1.0'), message(7, graphOf(model)), message(8, text(1, ''), number(2, model.opset ?? 17)), message(8, text(1, 'ai.onnx.ml'), number(2, 3)));
}

/** Probability of the second class: sigmoid(x · weights + bias). */
export function logistic(weights: readonly number[], bias: number, parts: Partial<MadeModel> = {}): Uint8Array {
  return onnxFile({
    inputs: [{ name: 'x', shape: ['n', weights.length] }],
    outputs: [{ name: 'p', shape: ['n', 1] }],
    nodes: [{ operator: 'Gemm', inputs: ['x', 'w', 'b'], output: 'z' }, { operator: 'Sigmoid', inputs: ['z'], output: 'p' }],
    weights: [{ name: 'w', dims: [weights.length, 1], values: weights }, { name: 'b', dims: [1], values: [bias] }],
    ...parts,
  });
}
