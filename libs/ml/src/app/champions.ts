import type { Clock } from '#kernel';
import type { ModelRegistry, ModelVersion } from './model-registry.js';
import type { ServedModel, ServedModels } from './served-model.js';

const CHAMPION = 'champion';
/** A notification may be lost with its connection, and whoever changes a table by hand sends none. */
const REMEMBERED_MS = 5000;

type Answer = Promise<ServedModel | undefined>;

/** Tells that a version cannot be asked, and why. */
export type Warn = (message: string, fields: { readonly model: string; readonly version: number | undefined; readonly reason: string }) => void;

/**
 * Champions for those who ask often and must not wait: who it is is remembered until it changes, five seconds at most. A champion that cannot
 * be read is none; that is told once for each version.
 */
export class Champions {
  private readonly remembered = new Map<string, { readonly sinceMs: number; readonly model: Answer }>();
  private readonly told = new Set<string>();
  private readonly listeners: ((name: string) => void)[] = [];

  constructor(
    private readonly registry: ModelRegistry,
    private readonly models: ServedModels,
    private readonly clock: Clock,
    private readonly warn: Warn,
  ) {}

  /** The champion of `name`; undefined where there is none that answers. Never rejects. */
  now(name: string): Answer {
    const now = this.clock.now();
    const known = this.remembered.get(name);
    if (known !== undefined && now - known.sinceMs < REMEMBERED_MS) return known.model;
    const model = this.served(name, () => this.registry.version(name, CHAMPION));
    this.remembered.set(name, { sinceMs: now, model });
    return model;
  }

  /** Who was champion at an earlier moment. Never rejects. */
  at(name: string, atMs: number): Answer {
    return this.served(name, () => this.registry.aliasHolderAt(name, CHAMPION, atMs));
  }

  /** The champion of `name`, or of every name where it is empty, may be another from now on. */
  forget(name: string): void {
    if (name === '') this.remembered.clear();
    else this.remembered.delete(name);
    for (const heard of this.listeners) heard(name);
  }

  /** `heard` is told the name whose champion may be another from now on; an empty one means any. */
  whenChanged(heard: (name: string) => void): void {
    this.listeners.push(heard);
  }

  private async served(name: string, find: () => Promise<ModelVersion | undefined>): Answer {
    let version: number | undefined;
    try {
      version = (await find())?.version;
      return version === undefined ? undefined : await this.models.get(name, version);
    } catch (error) {
      this.tell(name, version, (error as Error).message);
      return undefined;
    }
  }

  private tell(model: string, version: number | undefined, reason: string): void {
    const key = `${model} ${version}`;
    if (this.told.has(key)) return;
    this.told.add(key);
    this.warn('a champion cannot be asked', { model, version, reason });
  }
}
