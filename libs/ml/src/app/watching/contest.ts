/** A challenger and the champion it wants to replace. */
export interface Contest {
  readonly model: string;
  readonly champion: number;
  readonly challenger: number;
  /** When the challenger was made. A truth that was known earlier may be among what it learnt from, and says nothing about it. */
  readonly challengerMs: number;
}
