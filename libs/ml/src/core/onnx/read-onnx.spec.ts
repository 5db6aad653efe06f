import fc from 'fast-check';
import { graphAttribute, logistic, message, onnxFile, type MadeModel } from './onnx-file.fixture.js';
import { protobufFields } from './protobuf.js';
import { readOnnx } from './read-onnx.js';

const PLAIN: MadeModel = { inputs: [{ name: 'x', shape: ['n', 1] }], outputs: [{ name: 'y', shape: ['n', 1] }], nodes: [{ operator: 'Neg', inputs: ['x'], output: 'y' }] };
const within = (graph: Partial<MadeModel>): Uint8Array =>
  onnxFile({ ...PLAIN, nodes: [{ operator: 'If', inputs: ['x'], output: 'y', attributes: [graphAttribute('then_branch', { ...PLAIN, ...graph })] }] });
const nested = (depth: number): MadeModel =>
  depth === 0 ? PLAIN : { ...PLAIN, nodes: [{ operator: 'If', inputs: ['x'], output: 'y', attributes: [graphAttribute('then_branch', nested(depth - 1))] }] };
const external = [{ name: 'w', dims: [1], values: [], external: true }];

describe('an ONNX file', () => {
  it('tells its opset and what wrote it', () => expect(readOnnx(logistic([1, 2], 0))).toEqual({ opset: 17, producer: 'pen 1.0' }));

  it.each([['a tree operator', 'ai.onnx.ml'], ['an operator that names its domain', 'ai.onnx']])('may hold %s', (_name, domain) =>
    expect(readOnnx(onnxFile({ ...PLAIN, nodes: [{ operator: 'TreeEnsembleClassifier', domain, inputs: ['x'], output: 'y' }] }))).toEqual({ opset: 17, producer: 'pen 1.0' }));

  it.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(), 'it is no ONNX model'],
    ['a text', new TextEncoder().encode('hello, world'), 'it is no ONNX model, or cut off'],
    ['a message of others', message(3, message(1)), 'it is no ONNX model'],
    ['the first half', logistic([1], 0).subarray(0, 60), 'it is no ONNX model, or cut off'],
    ['an opset of old', onnxFile({ ...PLAIN, opset: 6 }), 'opset 6 of ai.onnx is not known here, only 7 to 25'],
    ['an operator of others', onnxFile({ ...PLAIN, nodes: [{ operator: 'Mine', domain: 'me', inputs: [], output: 'y' }] }), 'the operator Mine of me is not known here'],
    ['an operator of others in a branch', within({ nodes: [{ operator: 'Mine', domain: 'me', inputs: [], output: 'y' }] }), 'the operator Mine of me is not known here'],
    ['weights elsewhere', onnxFile({ ...PLAIN, weights: external }), 'its weights lie in another file: save them within'],
    ['weights of a branch elsewhere', within({ weights: external }), 'its weights lie in another file: save them within'],
    ['branches without end', onnxFile(nested(18)), 'its graphs are nested more than 16 deep'],
  ])('is refused that holds %s', (_name, bytes, refusal) => expect(readOnnx(bytes)).toEqual({ refusal }));

  it('is read or refused, whatever was done to it', () => {
    const file = within({ weights: [{ name: 'w', dims: [2], values: [1, 2] }] });
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(file.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }), fc.nat(file.length), (changes, length) => {
      const damaged = file.slice(0, Math.max(1, length));
      for (const [at, byte] of changes) if (at < damaged.length) damaged[at] = byte;
      const read = readOnnx(damaged);
      expect('refusal' in read ? read.refusal.length : read.opset).toBeGreaterThan(0);
    }));
  });
});

describe('the fields of a message', () => {
  it('are numbers and bytes; those of a fixed width are passed over', () =>
    expect([...protobufFields(Uint8Array.of(0x08, 0x96, 0x01, 0x0d, 1, 2, 3, 4, 0x11, 1, 2, 3, 4, 5, 6, 7, 8, 0x1a, 2, 9, 8))]).toEqual([{ number: 1, value: 150 }, { number: 3, bytes: Uint8Array.of(9, 8) }]));

  it.each<[string, readonly number[]]>([
    ['a number without an end', [0x08, 0x80]], ['a number too long', [0x08, ...new Array<number>(10).fill(0x80), 1]], ['too few bytes', [0x0a, 5, 1]],
    ['the number 0', [0x00, 1]], ['a wire type of old', [0x0b]],
  ])('are none where there is %s', (_name, bytes) => expect(() => [...protobufFields(Uint8Array.from(bytes))]).toThrow());
});
