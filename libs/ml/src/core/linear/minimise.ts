/** Writes the gradient at `point` into `gradient` and gives the value. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number;

export interface Descent {
  readonly iterations: number;
  /** Ends where no part of the gradient is larger. */
  readonly tolerance: number;
  /** Divides a vector, in its place, by about the function's curvature; the closer, the fewer iterations. */
  readonly precondition: (vector: Float64Array) => void;
  /** Hears the number of each iteration before it begins. */
  readonly onIteration: (iteration: number) => void;
}

const REMEMBERED = 10;
const HALVINGS = 40;
/** Armijo's share of the promised decrease that a step must bring. */
const SUFFICIENT = 1e-4;

interface Step {
  readonly move: Float64Array;
  readonly bend: Float64Array;
  /** 1 ÷ (move · bend). */
  readonly curvature: number;
}

/**
 * The least point of a smooth convex function by L-BFGS (Nocedal, Mathematics of Computation 35, 1980) with halved steps:
 * ends at the tolerance, after so many iterations, or where rounding hides any further decrease. Uses no chance.
 */
export function minimise(objective: Objective, start: Float64Array, descent: Descent): Float64Array {
  let point = start;
  let gradient = new Float64Array(start.length);
  let value = objective(point, gradient);
  const memory: Step[] = [];
  for (let iteration = 0; iteration < descent.iterations; iteration++) {
    descent.onIteration(iteration);
    if (largest(gradient) <= descent.tolerance) break;
    const next = search(objective, { point, value, gradient }, direction(gradient, memory, descent.precondition));
    if (next === undefined) break;
    remember(memory, difference(next.point, point), difference(next.gradient, gradient));
    ({ point, value, gradient } = next);
  }
  return point;
}

interface Place {
  readonly point: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array<ArrayBuffer>;
}

/** The first point along the direction, its length halved again and again, that is low enough; undefined where none is. */
function search(objective: Objective, from: Place, along: Float64Array): Place | undefined {
  const slope = dot(from.gradient, along);
  const gradient = new Float64Array(along.length);
  for (let halving = 0, length = 1; halving < HALVINGS; halving++, length /= 2) {
    const point = from.point.map((value, at) => value + length * (along[at] as number));
    const value = objective(point, gradient);
    if (value < from.value && value <= from.value + SUFFICIENT * length * slope) return { point, value, gradient };
  }
  return undefined;
}

/** The two-loop recursion; without memory a step of length ≤ 1 downhill. */
function direction(gradient: Float64Array, memory: readonly Step[], precondition: (vector: Float64Array) => void): Float64Array {
  const along = gradient.map((value) => -value);
  const shares = new Float64Array(memory.length);
  for (let at = memory.length - 1; at >= 0; at--) {
    const { move, bend, curvature } = memory[at] as Step;
    shares[at] = curvature * dot(move, along);
    add(along, -(shares[at] as number), bend);
  }
  precondition(along);
  const scale = firstScale(along, memory.at(-1), precondition);
  along.forEach((value, at) => (along[at] = scale * value));
  memory.forEach(({ move, bend, curvature }, at) => add(along, (shares[at] as number) - curvature * dot(bend, along), move));
  return along;
}

/** By how much the last step shows the preconditioned curvature to be off. */
function firstScale(along: Float64Array, last: Step | undefined, precondition: (vector: Float64Array) => void): number {
  if (last === undefined) return 1 / Math.max(1, Math.sqrt(dot(along, along)));
  const expected = last.bend.slice();
  precondition(expected);
  return 1 / (last.curvature * dot(last.bend, expected));
}

/** Forgets a step along which the gradient did not rise: rounding, as the function is convex. */
function remember(memory: Step[], move: Float64Array, bend: Float64Array): void {
  const rise = dot(move, bend);
  if (rise <= 1e-12 * Math.sqrt(dot(move, move) * dot(bend, bend))) return;
  memory.push({ move, bend, curvature: 1 / rise });
  if (memory.length > REMEMBERED) memory.shift();
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += (one[at] as number) * (other[at] as number);
  return sum;
}

function add(to: Float64Array, share: number, what: Float64Array): void {
  for (let at = 0; at < to.length; at++) to[at] = (to[at] as number) + share * (what[at] as number);
}

function difference(one: Float64Array, other: Float64Array): Float64Array {
  return one.map((value, at) => value - (other[at] as number));
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
