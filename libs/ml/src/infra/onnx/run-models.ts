import { Worker } from 'node:worker_threads';
import type { InferenceSession, OnnxValue, TensorConstructor } from 'onnxruntime-node';
import type { OnnxFeed, OnnxTensor } from '../../core/onnx/onnx-form.js';
import { readOnnx } from '../../core/onnx/read-onnx.js';
import type { OnnxReply, OnnxRequest } from './onnx-messages.js';
import { plainWords } from './plain-words.js';

/*
 * A process's whole life: it opens models and asks them, one after the other, until whoever started it is gone or ends it. The runtime
 * works on the thread that calls it, may run for ever and may take the process with it: so it has one of its own.
 */

/** A model that is asked again after so many others is opened again. */
const MOST_OPEN = 8;

/** One thread: several that wait for each other cost more than a small model, and sums come out the same every time. */
const OPTIONS: InferenceSession.SessionOptions = { executionProviders: ['cpu'], intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 4 };

const BETWEEN_LOOKS_MS = 500;

type Answer = OnnxReply extends infer Reply ? (Reply extends OnnxReply ? Omit<Reply, 'id'> : never) : never;
type Runtime = typeof import('onnxruntime-node');

/** In the order in which they were last asked. */
const open = new Map<string, InferenceSession>();

const runtime: Promise<Runtime | undefined> = import('onnxruntime-node').catch(() => undefined);

function tensorsOf(metadata: readonly InferenceSession.ValueMetadata[]): readonly OnnxTensor[] {
  return metadata.map((each) => (each.isTensor ? { name: each.name, type: each.type, shape: each.shape } : { name: each.name, type: undefined, shape: [] }));
}

async function opened(ort: Runtime, model: string, file: Uint8Array): Promise<Answer> {
  const head = readOnnx(file);
  if ('refusal' in head) return { failure: 'refused', message: head.refusal };
  try {
    const session = await ort.InferenceSession.create(file, OPTIONS);
    open.set(model, session);
    const [oldest] = open.keys();
    if (open.size > MOST_OPEN && oldest !== undefined) await close(oldest);
    return { opened: { ...head, inputs: tensorsOf(session.inputMetadata), outputs: tensorsOf(session.outputMetadata) } };
  } catch (error) {
    return { failure: 'refused', message: plainWords((error as Error).message) };
  }
}

async function close(model: string): Promise<void> {
  const session = open.get(model);
  open.delete(model);
  await session?.release();
}

function tensorOf(Tensor: TensorConstructor, { type, data, dims }: OnnxFeed): OnnxValue {
  return data instanceof Float32Array ? new Tensor('float32', data, dims) : new Tensor(type as 'float64', data, dims);
}

async function asked(ort: Runtime, { model, feeds, output }: Extract<OnnxRequest, { readonly task: 'run' }>): Promise<Answer> {
  const session = open.get(model);
  if (session === undefined) return { failure: 'closed', message: 'the model is not open' };
  open.delete(model);
  open.set(model, session);
  try {
    const tensors = Object.fromEntries(feeds.map((feed) => [feed.name, tensorOf(ort.Tensor, feed)]));
    const { [output]: found } = await session.run(tensors, [output]);
    const data = found?.data;
    if (data instanceof Float32Array || data instanceof Float64Array) return { outcomes: Float64Array.from(data) };
    return { failure: 'failed', message: 'its output is no tensor of floats' };
  } catch (error) {
    return { failure: 'failed', message: plainWords((error as Error).message) };
  }
}

async function answerTo(request: OnnxRequest): Promise<Answer> {
  const ort = await runtime;
  if (ort === undefined) return { failure: 'unavailable', message: 'onnxruntime-node is not installed' };
  return request.task === 'open' ? opened(ort, request.model, request.file) : asked(ort, request);
}

let last: Promise<unknown> = Promise.resolve();
process.on('message', (request: OnnxRequest) => {
  last = last.then(async () => process.send?.({ id: request.id, ...(await answerTo(request)) }));
});
process.on('disconnect', () => process.exit(0));
// While the runtime works nothing of this is heard, and a model may never end: a thread beside it sees that whoever started us is gone, killed or not.
const parent = Number(process.argv[2]);
new Worker(`setInterval(() => process.ppid === ${parent} || process.kill(process.pid, 'SIGKILL'), ${BETWEEN_LOOKS_MS})`, { eval: true, execArgv: [] }).unref();
// Ctrl-C reaches us too, but whoever asks has yet to end in order.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => undefined);
