import { plainWords } from './plain-words.js';

describe('the words of the runtime', () => {
  it.each([
    [
      'a file too new',
      '/onnxruntime_src/onnxruntime/core/graph/model.cc:181 onnxruntime::Model::Model(onnx::ModelProto&&, const PathString&, const IOnnxRuntimeOpSchemaRegistryList*, const logging::Logger&, const onnxruntime::ModelOptions&) Unsupported model IR version: 99, max supported IR version: 10',
      '… Unsupported model IR version: 99, max supported IR version: 10',
    ],
    [
      'no memory',
      'Non-zero status code returned while running ConstantOfShape node. Name:\'\' Status Message: /onnxruntime_src/onnxruntime/core/framework/bfc_arena.cc:376 void* onnxruntime::BFCArena::AllocateRawInternal(size_t, bool, onnxruntime::Stream*, bool, onnxruntime::WaitNotificationFn) Failed to allocate memory for requested buffer of size 4000000',
      'Non-zero status code returned while running ConstantOfShape node. Name:\'\' Status Message: … Failed to allocate memory for requested buffer of size 4000000',
    ],
    ['a template', 'at a/b.h:3 std::unique_ptr<T> onnxruntime::Make(F (*)(int), U&&) [with T = float; U = long int] no kernel', 'at … no kernel'],
    ['an exception', 'std::bad_alloc', '…'],
    ['nothing of the kind', 'Load model failed: Protobuf parsing  failed. (twice)', 'Load model failed: Protobuf parsing failed. (twice)'],
  ])('are told without its code: %s', (_name, message, told) => expect(plainWords(message)).toBe(told));

  it('are told in short', () => expect(plainWords('x'.repeat(10_000))).toHaveLength(300));
});
