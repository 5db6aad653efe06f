/** How the rebuilt state compares with the live one. */
export interface TableDifference {
  readonly table: string;
  readonly rows: number;
  /** Rows that only one of the two has. */
  readonly differing: number;
}

/** A second copy of the projections' tables, rebuilt from the log beside the live ones. */
export abstract class ReplayStage {
  /** Makes empty copies of `tables` with their positions at the beginning of the log. */
  abstract prepare(tables: readonly string[]): Promise<void>;
  /** Lets the copy be folded exactly as far as the live state has come by now. */
  abstract stopWhereLiveStands(): Promise<void>;
  /** Holds the live fold where it is while `work` runs. */
  abstract holdingLive<T>(work: (live: HeldLive) => Promise<T>): Promise<T>;
  abstract discard(): Promise<void>;
}

export interface HeldLive {
  compare(tables: readonly string[]): Promise<TableDifference[]>;
  /** Puts the copies in the place of the live tables. */
  swap(tables: readonly string[]): Promise<void>;
}

export interface ReplayParts {
  readonly stage: ReplayStage;
  readonly tables: readonly string[];
  /** Folds into the copy until the place where it was told to stop. */
  readonly drain: () => Promise<void>;
}

/**
 * Folds the whole log again beside the live state, which goes on being served and folded meanwhile, and then, while
 * the live fold waits for a moment, catches up and compares (`verify`) or takes its place.
 */
export async function replay({ stage, tables, drain }: ReplayParts, mode: 'verify' | 'rebuild'): Promise<TableDifference[]> {
  await stage.prepare(tables);
  const followLive = async (): Promise<void> => {
    await stage.stopWhereLiveStands();
    await drain();
  };
  try {
    // Never further than the live state, which keeps its position when the copies take its place. Twice: it goes on meanwhile.
    await followLive();
    await followLive();
    return await stage.holdingLive(async (live) => {
      await followLive();
      const differences = await live.compare(tables);
      if (mode === 'rebuild') await live.swap(tables);
      return differences;
    });
  } finally {
    await stage.discard();
  }
}
