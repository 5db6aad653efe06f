/** What the numbering plan says of a number, as `phoneFacts` gives it. */
export interface NumberFacts {
  /** ISO 3166 region; null where no region owns it. */
  readonly country: string | null;
  /** null where no number was shown. */
  readonly valid: boolean | null;
  readonly service: string | null;
}
