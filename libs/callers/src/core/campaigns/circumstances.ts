/** Of the campaigns that say one thing, those whose numbers do not set out, call and stop alike: they take up new ones as they go. */
const TAKE_UP_NEW_ONES = 0.5;

/**
 * What times, paces and lengths come to beside what was said, in nats. Where two say the same they are one whether or not they keep time, so that they do not
 * costs no more than being of the half that takes up new numbers as it goes.
 */
export const circumstances = (nats: number, identity: number): number => (identity > 0 ? Math.max(nats, Math.log(TAKE_UP_NEW_ONES)) : nats);
