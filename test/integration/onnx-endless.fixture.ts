import { graphAttribute, intAttribute, onnxFile } from '../../libs/ml/src/core/onnx/onnx-file.fixture.js';

/** A loop that takes the sine without end; one input `x` [n, 1], one output `y`. */
export const endless: Uint8Array = onnxFile({
  inputs: [{ name: 'x', shape: ['n', 1] }],
  outputs: [{ name: 'y', shape: ['n', 1] }],
  nodes: [
    { operator: 'Constant', inputs: [], output: 'most', attributes: [intAttribute('value_int', 2 ** 52)] },
    {
      operator: 'Loop', inputs: ['most', '', 'x'], output: 'y',
      attributes: [graphAttribute('body', {
        inputs: [{ name: 'i', shape: [], type: 'int64' }, { name: 'on', shape: [], type: 'bool' }, { name: 'v', shape: ['n', 1] }],
        outputs: [{ name: 'still', shape: [], type: 'bool' }, { name: 'w', shape: ['n', 1] }],
        nodes: [{ operator: 'Identity', inputs: ['on'], output: 'still' }, { operator: 'Sin', inputs: ['v'], output: 'w' }],
      })],
    },
  ],
});
