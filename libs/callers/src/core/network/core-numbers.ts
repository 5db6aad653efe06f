import { contactsOf, type ContactGraph } from './contact-graph.js';

/** Nodes by degree: `sorted` holds them ascending, `placeOf` where each stands, `firstOf` where each degree begins. */
interface DegreeOrder {
  readonly degrees: Uint32Array;
  readonly sorted: Uint32Array;
  readonly placeOf: Uint32Array;
  readonly firstOf: Uint32Array;
}

function degreesAmong(graph: ContactGraph, present: Uint8Array): Uint32Array {
  const degrees = new Uint32Array(graph.nodes);
  for (let node = 0; node < graph.nodes; node++) {
    if (present[node] === 0) continue;
    let degree = 0;
    for (const contact of contactsOf(graph, node)) degree += present[contact] as number;
    degrees[node] = degree;
  }
  return degrees;
}

function orderByDegree(degrees: Uint32Array): DegreeOrder {
  const most = degrees.reduce((highest, degree) => Math.max(highest, degree), 0);
  const firstOf = new Uint32Array(most + 2);
  for (const degree of degrees) firstOf[degree + 1] = (firstOf[degree + 1] as number) + 1;
  for (let degree = 0; degree <= most; degree++) firstOf[degree + 1] = (firstOf[degree + 1] as number) + (firstOf[degree] as number);
  const next = firstOf.slice();
  const sorted = new Uint32Array(degrees.length);
  const placeOf = new Uint32Array(degrees.length);
  degrees.forEach((degree, node) => {
    const place = next[degree] as number;
    next[degree] = place + 1;
    placeOf[node] = place;
    sorted[place] = node;
  });
  return { degrees, sorted, placeOf, firstOf };
}

/** Takes one from the degree of a node: it changes places with the first of its degree, and that degree begins one later. */
function lower({ degrees, sorted, placeOf, firstOf }: DegreeOrder, node: number): void {
  const degree = degrees[node] as number;
  const place = placeOf[node] as number;
  const first = firstOf[degree] as number;
  const displaced = sorted[first] as number;
  sorted[first] = node;
  sorted[place] = displaced;
  placeOf[node] = first;
  placeOf[displaced] = place;
  firstOf[degree] = first + 1;
  degrees[node] = degree - 1;
}

/**
 * The core number of each node: the largest k such that it is in a group whose members each have k contacts or more within
 * the group. Only nodes with a 1 in `present` and contacts between them count; the others get 0. Nodes are taken away by
 * ascending degree, in O(nodes + contacts) whatever the largest degree is.
 * Source: Batagelj, Zaveršnik (2003), "An O(m) algorithm for cores decomposition of networks".
 */
export function coreNumbers(graph: ContactGraph, present: Uint8Array = new Uint8Array(graph.nodes).fill(1)): Uint32Array {
  const order = orderByDegree(degreesAmong(graph, present));
  const { degrees, sorted } = order;
  for (let place = 0; place < graph.nodes; place++) {
    const node = sorted[place] as number;
    const core = degrees[node] as number;
    if (core === 0) continue;
    for (const contact of contactsOf(graph, node)) {
      if (present[contact] === 1 && (degrees[contact] as number) > core) lower(order, contact);
    }
  }
  return degrees;
}
