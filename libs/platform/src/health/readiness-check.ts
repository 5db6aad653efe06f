/** Something the process is the better for. `check` says what is wrong, or undefined where nothing is. */
export interface ReadinessCheck {
  readonly name: string;
  /** false: it serves without it too, only worse, so a fault is told and the process stays up. */
  readonly needed?: boolean;
  readonly check: () => Promise<string | undefined>;
}

export const READINESS_CHECKS = Symbol('READINESS_CHECKS');
