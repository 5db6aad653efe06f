/** How calls are likely to end, as shares of 0–1; what the model never learnt of is 0. */
export interface LikelyEnds {
  readonly answered: number;
  readonly missed: number;
}

/** What a model foresees of a user's next calls. */
export interface ForeseenCalls {
  /** Share of them that come from numbers the user had no call with. */
  readonly newCallers: number;
  readonly all: LikelyEnds;
  /** Those of numbers the user had no call with. */
  readonly ofNewCallers: LikelyEnds;
}

/** What is foreseen at one moment, and how many calls such moments bring. */
export interface ForeseenMoment {
  readonly calls: number;
  readonly foreseen: ForeseenCalls;
}

/** What is foreseen of several moments together, each counting by its calls; undefined without calls. */
export function togetherForeseen(moments: readonly ForeseenMoment[]): ForeseenCalls | undefined {
  const mean = (figure: (foreseen: ForeseenCalls) => number, weight: (moment: ForeseenMoment) => number): number => {
    const whole = moments.reduce((sum, moment) => sum + weight(moment), 0);
    return whole > 0 ? moments.reduce((sum, moment) => sum + weight(moment) * figure(moment.foreseen), 0) / whole : 0;
  };
  const calls = (moment: ForeseenMoment): number => moment.calls;
  const newCalls = (moment: ForeseenMoment): number => moment.calls * moment.foreseen.newCallers;
  if (!moments.some((moment) => moment.calls > 0)) return undefined;
  return {
    newCallers: mean(({ newCallers }) => newCallers, calls),
    all: { answered: mean(({ all }) => all.answered, calls), missed: mean(({ all }) => all.missed, calls) },
    ofNewCallers: { answered: mean(({ ofNewCallers }) => ofNewCallers.answered, newCalls), missed: mean(({ ofNewCallers }) => ofNewCallers.missed, newCalls) },
  };
}
