/** What people wrote on a version, by key. */
export type Tags = Readonly<Record<string, string>>;

export interface TagChange {
  readonly name: string;
  readonly version: number;
  /** New values by key; null takes a tag away. */
  readonly tags: Readonly<Record<string, string | null>>;
  readonly by: string;
}

/** Notes on versions, which themselves never change. */
export abstract class VersionTags {
  /** By version; one without tags is left out. */
  abstract of(name: string): Promise<ReadonlyMap<number, Tags>>;
  /** False where there is no such version. */
  abstract change(change: TagChange): Promise<boolean>;
}
