import type { ModelRegistry } from './model-registry.js';
import type { ShippedModels } from './shipped-models.js';

const REASON = 'shipped with the service, trained on simulated traffic';

/** Gives every name that has no version yet the one that ships, so that the first verdict already has a model. */
export class InstallShippedModels {
  constructor(
    private readonly registry: ModelRegistry,
    private readonly shipped: ShippedModels,
  ) {}

  /** Resolves with the names that got theirs now. Again, or in several processes at once, it does nothing more. */
  async execute(): Promise<readonly string[]> {
    const untrained = (await this.registry.list()).filter(({ name, latestVersion }) => latestVersion === null && this.shipped.names.includes(name));
    for (const { name } of untrained) await this.install(name);
    return untrained.map(({ name }) => name);
  }

  private async install(name: string): Promise<void> {
    const { artifact, sha256, passport, profile } = await this.shipped.read(name);
    await this.registry.keep({ name, jobId: `shipped:${name}:${sha256}`, artifact, passport, profile, promote: false, by: 'service', reason: REASON });
  }
}
