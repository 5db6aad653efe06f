/**
 * How many deliveries of one owner are under way in this process. Attempts at a slow receiver last ten seconds: without
 * a bound a single owner would take every place there is.
 */
export class OwnerLanes {
  private readonly underWay = new Map<number, number>();

  constructor(private readonly most: number) {}

  /** False where the owner has as many under way as it may; else `leave` must follow. */
  enter(owner: number): boolean {
    const count = this.underWay.get(owner) ?? 0;
    if (count >= this.most) return false;
    this.underWay.set(owner, count + 1);
    return true;
  }

  leave(owner: number): void {
    const left = (this.underWay.get(owner) ?? 0) - 1;
    if (left > 0) this.underWay.set(owner, left);
    else this.underWay.delete(owner);
  }
}
