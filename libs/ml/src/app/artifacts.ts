/** Bytes kept by an id: data sets to learn from and models that were learnt. */
export abstract class Artifacts {
  /** Durable when it resolves. */
  abstract keep(bytes: Uint8Array): Promise<string>;
  /** @throws AppError `artifact_corrupt` where the bytes are not those that were kept, `artifact_unknown` where there are none */
  abstract read(id: string): Promise<Uint8Array>;
  abstract drop(id: string): Promise<void>;
}
