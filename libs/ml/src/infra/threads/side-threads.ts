import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads';
import type { FitOptions, TrainingSet } from '../../core/algorithms/algorithm.js';
import { fitForestTrees, type ForestPart } from '../../core/algorithms/forest-trees.js';
import type { SidePost, ThreadOrder } from './thread-tasks.js';

export interface PartOrder {
  readonly turn: number;
  readonly set: TrainingSet;
  readonly options: Pick<FitOptions, 'hyperparameters' | 'seed'>;
  readonly from: number;
  readonly to: number;
}

type PartAnswer = { readonly turn: number } & ({ readonly part: ForestPart } | { readonly failure: string });

/** What the threads share: signs of life, each of which wakes who waits, and which forest it is the turn of. */
const [BEATS, TURN] = [0, 1];

/** Far longer than a tree takes: a side thread that says nothing for so long is dead. */
const SILENCE_MS = 600_000;

/**
 * Threads beside the one that trains, which take a share of a forest's trees. They start with the first forest, serve all
 * further ones and end with the thread that started them. The training thread waits for them without its event loop, so
 * that training stays the plain function it is.
 */
export class SideThreads {
  private readonly state = new Int32Array(new SharedArrayBuffer(8));
  private ports: readonly MessagePort[] = [];

  /** `entry`: the thread's own code, which takes the order `assist`. */
  constructor(
    private readonly entry: URL,
    private readonly count: number,
  ) {}

  /** All trees of a forest in parts, the first of them fitted here. @throws Error where a part failed, and what `progress` throws */
  fitTrees(set: TrainingSet, options: FitOptions, trees: number): ForestPart[] {
    if (this.ports.length < this.count) this.ports = Array.from({ length: this.count }, () => this.start());
    const begin = (part: number): number => Math.floor((trees * part) / (this.count + 1));
    const { hyperparameters, seed } = options;
    // A fit that was broken off may have left work and answers behind: they are of another turn.
    const turn = Atomics.add(this.state, TURN, 1) + 1;
    const shared = { ...set, features: { ...set.features, values: share(set.features.values) }, labels: set.labels && share(set.labels) };
    this.ports.forEach((port, index) => {
      port.postMessage({ turn, set: shared, options: { hyperparameters, seed }, from: begin(index + 1), to: begin(index + 2) } satisfies PartOrder);
    });
    const own = fitForestTrees(set, options, 0, begin(1));
    return [own, ...this.ports.map((port) => this.answerOn(port, turn))];
  }

  private start(): MessagePort {
    const { port1, port2 } = new MessageChannel();
    const order: ThreadOrder<'assist'> = { task: 'assist', given: { port: port2, state: this.state } };
    const worker = new Worker(this.entry, { workerData: order, transferList: [port2] });
    worker.unref();
    return port1;
  }

  private answerOn(port: MessagePort, turn: number): ForestPart {
    for (;;) {
      const beats = Atomics.load(this.state, BEATS);
      const answer = receiveMessageOnPort(port)?.message as PartAnswer | undefined;
      if (answer?.turn === turn) {
        if ('part' in answer) return answer.part;
        throw new Error(answer.failure);
      }
      if (answer !== undefined) continue;
      if (Atomics.wait(this.state, BEATS, beats, SILENCE_MS) === 'timed-out') throw new Error('a thread that helps to train is silent');
    }
  }
}

function share(values: Float64Array): Float64Array {
  const shared = new Float64Array(new SharedArrayBuffer(values.byteLength));
  shared.set(values);
  return shared;
}

/** A side thread's work: fits the parts that come through the port, for as long as the thread lives. */
export function assist({ port, state }: SidePost): void {
  const beat = (): void => {
    Atomics.add(state, BEATS, 1);
    Atomics.notify(state, BEATS);
  };
  port.on('message', (order: PartOrder) => {
    const progress = (): void => {
      beat();
      if (Atomics.load(state, TURN) !== order.turn) throw new Error('nobody waits for this part any more');
    };
    port.postMessage(answerTo(order, progress));
    beat();
  });
}

function answerTo({ turn, set, options, from, to }: PartOrder, progress: () => void): PartAnswer {
  try {
    return { turn, part: fitForestTrees(set, { ...options, progress }, from, to) };
  } catch (error) {
    return { turn, failure: (error as Error).message };
  }
}
