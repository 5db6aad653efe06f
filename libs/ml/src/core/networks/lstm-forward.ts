import { accumulate, addProducts } from './dense-forward.js';
import type { LstmLayer } from './network.js';

/** What a pass needs; made once, so that a row allocates nothing. */
export interface LstmScratch {
  readonly gates: Float64Array;
  readonly cell: Float64Array;
}

export function lstmScratch({ outputs }: LstmLayer): LstmScratch {
  return { gates: new Float64Array(4 * outputs), cell: new Float64Array(outputs) };
}

const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));

/**
 * The state after the last step of one row (steps × inputs), written to `state`. With gates i, f, c, o of input and last state:
 * cell = σ(f) · cell + σ(i) · tanh(c), state = σ(o) · tanh(cell). O(steps × units × (inputs + units)).
 */
export function lstmForward(layer: LstmLayer, row: Float64Array, state: Float64Array, { gates, cell }: LstmScratch): void {
  const { steps, inputs, outputs, kernel, recurrent, bias } = layer;
  state.fill(0);
  cell.fill(0);
  for (let step = 0; step < steps; step++) {
    addProducts(kernel, row.subarray(step * inputs, (step + 1) * inputs), gates, bias);
    accumulate(recurrent, state, gates);
    for (let unit = 0; unit < outputs; unit++) {
      const kept = sigmoid(gates[outputs + unit] as number) * (cell[unit] as number);
      const taken = sigmoid(gates[unit] as number) * Math.tanh(gates[2 * outputs + unit] as number);
      cell[unit] = kept + taken;
      state[unit] = sigmoid(gates[3 * outputs + unit] as number) * Math.tanh(cell[unit] as number);
    }
  }
}
