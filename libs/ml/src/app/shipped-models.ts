import type { Passport } from './passport.js';

/** A model that ships with the service, trained before on simulated traffic. */
export interface ShippedModel {
  readonly name: string;
  readonly artifact: Uint8Array;
  /** Of the artifact, hexadecimal. */
  readonly sha256: string;
  /** What its features are, by the name and version of the set they come from. */
  readonly featureSet: { readonly name: string; readonly version: number };
  readonly passport: Passport;
}

/** What ships. */
export abstract class ShippedModels {
  abstract readonly names: readonly string[];
  /** @throws Error where its files are missing or damaged */
  abstract read(name: string): Promise<ShippedModel>;
}
