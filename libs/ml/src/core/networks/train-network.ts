import { seededRandom, type Random } from '#kernel';
import type { Batch, LearningNetwork } from './optimiser.js';
import type { Network } from './network.js';

export interface Examples {
  readonly rows: number;
  /** How wide a row of inputs and of targets is. */
  readonly inputs: number;
  readonly targets: number;
  /** Writes an example into arrays that begin at its row, so that overlapping windows need not be laid out all at once. */
  copy(row: number, inputs: Float32Array, targets: Float32Array): void;
  weight(row: number): number;
}

export interface Epochs {
  /** Most passes over the examples. */
  readonly epochs: number;
  readonly batchSize: number;
  /** Examples an epoch takes, drawn anew each time; all where left out. */
  readonly perEpoch?: number | undefined;
  /** Ends after so many epochs in a row without a better loss. */
  readonly patience: number;
  readonly seed: number;
  /** On rows kept from the learning; lower is better. Without it the last epoch's network is the result. */
  readonly heldOutLoss?: ((network: Network) => number) | undefined;
  /** Hears the share of the steps that is done, 0–1; it may throw to end the training. */
  readonly progress: (done: number) => void;
}

function shuffle(order: Int32Array, random: Random): void {
  for (let at = order.length - 1; at > 0; at--) {
    const other = random.below(at + 1);
    [order[at], order[other]] = [order[other] as number, order[at] as number];
  }
}

function batchOf(examples: Examples, rows: Int32Array, step: Pick<Batch, 'seed' | 'rate'>): Batch {
  const { inputs: width, targets: outputs } = examples;
  const batch = { rows: rows.length, inputs: new Float32Array(rows.length * width), targets: new Float32Array(rows.length * outputs), weights: new Float32Array(rows.length), ...step };
  rows.forEach((row, at) => {
    examples.copy(row, batch.inputs.subarray(at * width, (at + 1) * width), batch.targets.subarray(at * outputs, (at + 1) * outputs));
    batch.weights[at] = examples.weight(row);
  });
  return batch;
}

/** Which network was best so far, and for how many epochs it has been. */
class Best {
  private found: { network: Network; loss: number } | undefined;
  private waited = 0;

  constructor(private readonly heldOutLoss: Epochs['heldOutLoss'], private readonly patience: number) {}

  /** Whether it is worth going on. */
  look(learning: LearningNetwork): boolean {
    if (this.heldOutLoss === undefined) return true;
    const network = learning.network();
    const loss = this.heldOutLoss(network);
    if (this.found === undefined || loss < this.found.loss) {
      [this.found, this.waited] = [{ network, loss }, 0];
      return true;
    }
    return ++this.waited < this.patience;
  }

  network(learning: LearningNetwork): Network {
    return this.found?.network ?? learning.network();
  }
}

/**
 * Passes over the examples in seeded order, a step a batch, at a rate that falls from 1 to 0 along a cosine (Loshchilov & Hutter, ICLR
 * 2017), until the loss on rows kept from it no longer falls (early stopping,
 * Prechelt 1998); the result is the network of the best epoch. Ends `learning`, whatever happens.
 */
export function trainNetwork(learning: LearningNetwork, examples: Examples, plan: Epochs): Network {
  const { epochs, batchSize, patience, seed, progress, heldOutLoss, perEpoch = examples.rows } = plan;
  const random = seededRandom(seed);
  const order = Int32Array.from({ length: examples.rows }, (_, row) => row);
  const taken = Math.min(examples.rows, perEpoch);
  const steps = Math.ceil(taken / batchSize);
  const best = new Best(heldOutLoss, patience);
  try {
    progress(0);
    for (let epoch = 0; epoch < epochs; epoch++) {
      shuffle(order, random);
      for (let step = 0; step < steps; step++) {
        const done = (epoch * steps + step) / (epochs * steps);
        const rows = order.subarray(step * batchSize, Math.min(taken, (step + 1) * batchSize));
        learning.step(batchOf(examples, rows, { seed: random.below(2 ** 24), rate: (1 + Math.cos(Math.PI * done)) / 2 }));
        progress((epoch * steps + step + 1) / (epochs * steps));
      }
      if (!best.look(learning)) break;
    }
    progress(1);
    return best.network(learning);
  } finally {
    learning.end();
  }
}
