import type { ModelProfile } from '../core/index.js';
import type { Passport } from './passport.js';

/** A model that ships with the service, trained before on simulated traffic. */
export interface ShippedModel {
  readonly name: string;
  readonly artifact: Uint8Array;
  /** Of the artifact, hexadecimal. */
  readonly sha256: string;
  readonly passport: Passport;
  readonly profile: ModelProfile;
}

/** What ships. */
export abstract class ShippedModels {
  abstract readonly names: readonly string[];
  /** @throws Error where its files are missing or damaged */
  abstract read(name: string): Promise<ShippedModel>;
}
