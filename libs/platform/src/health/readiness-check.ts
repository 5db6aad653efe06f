/** Something the process needs in order to serve. `check` says what is wrong, or undefined where nothing is. */
export interface ReadinessCheck {
  readonly name: string;
  readonly check: () => Promise<string | undefined>;
}

export const READINESS_CHECKS = Symbol('READINESS_CHECKS');
