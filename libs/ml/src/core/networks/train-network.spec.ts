import type { LearningNetwork } from './optimiser.js';
import type { Network } from './network.js';
import { denseNetwork } from './networks.fixture.js';
import { trainNetwork, type Epochs, type Examples } from './train-network.js';

const examples: Examples = {
  rows: 5, inputs: 1, targets: 1, weight: () => 1,
  copy: (row, inputs, targets) => {
    inputs[0] = row;
    targets[0] = -row;
  },
};

/** Remembers what it was told; after n steps its network has n in its bias. */
class Recorded implements LearningNetwork {
  readonly seen: number[] = [];
  steps = 0;
  ends = 0;

  step({ inputs, targets }: Parameters<LearningNetwork['step']>[0]): void {
    expect([...targets]).toEqual([...inputs].map((input) => -input));
    this.seen.push(...inputs);
    this.steps++;
  }

  network(): Network {
    return denseNetwork(1, 1, [], 1).map((layer) => ({ ...layer, bias: Float64Array.of(this.steps) }));
  }

  outputs(rows: number): Float32Array {
    return new Float32Array(rows);
  }

  end(): void {
    this.ends++;
  }
}

const plan: Epochs = { epochs: 6, batchSize: 2, patience: 2, seed: 1, progress: () => undefined };
const stepsOf = (network: Network): number => network[0]?.bias[0] as number;

describe('training', () => {
  it('goes over every example in each epoch, in another order', () => {
    const learning = new Recorded();
    trainNetwork(learning, examples, { ...plan, epochs: 2 });
    const [first, second] = [learning.seen.slice(0, 5), learning.seen.slice(5)];
    expect([first.toSorted(), second.toSorted()]).toEqual([[0, 1, 2, 3, 4], [0, 1, 2, 3, 4]]);
    expect(first).not.toEqual(second);
  });

  it('gives the network of the best epoch and stops where none is better for a while', () => {
    const losses = [3, 1, 2, 2, 0];
    const learning = new Recorded();
    const found = trainNetwork(learning, examples, { ...plan, heldOutLoss: () => losses.shift() as number });
    expect([stepsOf(found), learning.steps, learning.ends]).toEqual([6, 12, 1]);
  });

  it('gives the last network where nothing is held out', () => expect(stepsOf(trainNetwork(new Recorded(), examples, plan))).toBe(18));

  it('gives back what the learning holds where it is broken off', () => {
    const learning = new Recorded();
    const progress = (done: number): void => {
      if (done > 0.2) throw new Error('enough');
    };
    expect(() => trainNetwork(learning, examples, { ...plan, progress })).toThrow('enough');
    expect([learning.ends, learning.steps < 18]).toEqual([1, true]);
  });
});
