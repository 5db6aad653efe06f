import { seededRandom } from '#kernel';

const SHRINK = 0.9;

/** A number in [0, 1) that an event's id and `seed` determine; of different seeds, unrelated ones. FNV-1a, then the generator's own mixing. */
export function drawOf(eventId: string, seed: number): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < eventId.length; at++) hash = Math.imul(hash ^ eventId.charCodeAt(at), 0x01000193);
  return seededRandom(seed).fork(hash).next();
}

/**
 * As many of the items offered as fit, each as likely as any other: whether one is kept depends on its draw and on how many
 * there are, never on their order. Full to nine tenths or more (in expectation) where there are more than fit. Offering is O(1) amortised.
 */
export class EventSample<Item> {
  private kept: { readonly draw: number; readonly item: Item }[] = [];
  /** Only what is drawn below this is kept. */
  private below = 1;
  private offered = 0;

  /** @param most one at least */
  constructor(private readonly most: number) {}

  /** `make` is called where the item is kept, for now. */
  offer(draw: number, make: () => Item): void {
    this.offered++;
    if (draw >= this.below) return;
    this.kept.push({ draw, item: make() });
    while (this.kept.length > this.most) {
      this.below *= SHRINK;
      this.kept = this.kept.filter((one) => one.draw < this.below);
    }
  }

  /** How many were offered. */
  get total(): number {
    return this.offered;
  }

  /** What was kept, in the order in which it was offered. */
  items(): Item[] {
    return this.kept.map(({ item }) => item);
  }
}
