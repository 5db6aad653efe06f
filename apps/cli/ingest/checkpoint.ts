import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

interface Place {
  readonly fingerprint: string;
  readonly url: string;
  readonly service: string;
  readonly batches: number;
}

/** How far a file has been sent to a service, kept beside the file until it is done. */
export class Checkpoint {
  private readonly path: string;
  private readonly done = new Set<number>();
  private next: number;

  constructor(file: string, private readonly identity: Omit<Place, 'batches'>) {
    this.path = `${file}.progress`;
    this.next = this.read();
  }

  /** Batches below this index are taken already. */
  get first(): number {
    return this.next;
  }

  /** Notes a taken batch; only an unbroken run from the start counts as progress. */
  take(index: number): void {
    this.done.add(index);
    const before = this.next;
    while (this.done.delete(this.next)) this.next++;
    if (this.next !== before) this.write();
  }

  finish(): void {
    rmSync(this.path, { force: true });
  }

  private read(): number {
    try {
      const place = JSON.parse(readFileSync(this.path, 'utf8')) as Place;
      const { fingerprint, url, service } = this.identity;
      return place.fingerprint === fingerprint && place.url === url && place.service === service ? place.batches : 0;
    } catch {
      return 0;
    }
  }

  private write(): void {
    const draft = `${this.path}.draft`;
    writeFileSync(draft, JSON.stringify({ ...this.identity, batches: this.next }));
    renameSync(draft, this.path);
  }
}
