import { OnnxFailure, OnnxRuntime, type OnnxDescription, type OpenedOnnx, type OpenedOnnxModel } from '../../app/onnx/onnx-runtime.js';
import type { OnnxFeed } from '../../core/index.js';
import type { OnnxReply } from './onnx-messages.js';
import { ONNX_LIMITS, OnnxProcess, type OnnxLimits } from './onnx-process.js';

const EXAMINED = 'examined';

/** Files that may be looked at or wait for it: each waits with its bytes, up to 64 MiB. */
const MOST_LOOKED_AT = 4;

type Failed = Extract<OnnxReply, { readonly failure: unknown }>;

function failureOf({ failure, message }: Failed): OnnxFailure {
  return new OnnxFailure(failure === 'closed' ? 'failed' : failure, message);
}

async function openIn(process: OnnxProcess, model: string, file: Uint8Array): Promise<OnnxDescription> {
  const reply = await process.ask({ task: 'open', model, file });
  if ('failure' in reply) throw failureOf(reply);
  return (reply as Extract<OnnxReply, { readonly opened: unknown }>).opened;
}

/** What came out; undefined where the model is not open. */
async function runIn(process: OnnxProcess, model: string, feeds: readonly OnnxFeed[], output: string): Promise<Float64Array | undefined> {
  const reply = await process.ask({ task: 'run', model, feeds, output });
  if ('outcomes' in reply) return reply.outcomes;
  if ('failure' in reply && reply.failure === 'closed') return undefined;
  throw failureOf(reply as Failed);
}

/** ONNX models in processes of their own: one that serves, started when it is needed, and one for the file that is looked at. */
export class ProcessOnnxRuntime extends OnnxRuntime {
  private serving: OnnxProcess | undefined;
  private looks = 0;
  private lastLook: Promise<unknown> = Promise.resolve();

  constructor(private readonly limits: OnnxLimits = ONNX_LIMITS) {
    super();
  }

  async examine<T>(file: Uint8Array, use: (opened: OpenedOnnx) => Promise<T>): Promise<T> {
    if (this.looks >= MOST_LOOKED_AT) throw new OnnxFailure('busy', `${this.looks} other files are looked at first: send it again in a moment`);
    this.looks++;
    // One after the other: each may take as much memory as its limit is.
    const look = this.lastLook.then(() => this.look(file, use));
    this.lastLook = look.catch(() => undefined);
    try {
      return await look;
    } finally {
      this.looks--;
    }
  }

  private async look<T>(file: Uint8Array, use: (opened: OpenedOnnx) => Promise<T>): Promise<T> {
    const process = new OnnxProcess(this.limits);
    try {
      const description = await openIn(process, EXAMINED, file);
      const run: OpenedOnnx['run'] = async (feeds, output) => (await runIn(process, EXAMINED, feeds, output)) ?? new Float64Array();
      return await use({ description, run });
    } finally {
      process.end();
    }
  }

  keepOpen(id: string, file: () => Promise<Uint8Array>): OpenedOnnxModel {
    return {
      run: async (feeds, output) => {
        const process = this.process();
        const found = await runIn(process, id, feeds, output);
        if (found !== undefined) return found;
        await openIn(process, id, await file());
        const again = await runIn(process, id, feeds, output);
        if (again === undefined) throw new OnnxFailure('failed', 'it was closed to make room for others');
        return again;
      },
    };
  }

  /** Ends the process that serves; the next question starts another. */
  stop(): void {
    this.serving?.end();
  }

  private process(): OnnxProcess {
    if (this.serving === undefined || this.serving.ended) this.serving = new OnnxProcess(this.limits);
    return this.serving;
  }
}
