// One run of simulated traffic: every incoming call is judged on what came before it.
import { readFileSync } from 'node:fs';
import { blockAllowed, DEFAULT_FALSE_BLOCK_RATE, isContact, judge, recommend, scoreOf } from '#callers/core';
import { algorithmNamed, calibrated, CALLER_AT_CALL, readCalibration, unpackArtifact } from '#ml/core';
import { ownNumbers, simulate } from '#simulation';
import { DailyCampaigns } from './daily-campaigns.mjs';
import { World } from './world.mjs';

const DAY_MS = 86_400_000;
/** The service judges everybody every time; here those who did not call wait a week. */
const WEEK_MS = 7 * DAY_MS;

export function shippedClassifier() {
  const artifact = unpackArtifact(readFileSync(new URL('../../../libs/ml/shipped/spam_classifier.model', import.meta.url)));
  const fitted = algorithmNamed(artifact.algorithm).decode(artifact.body);
  const calibration = readCalibration(artifact.calibration);
  return (evidence) => {
    const [raw] = fitted.rawScores({ rows: 1, columns: artifact.featureNames.length, values: CALLER_AT_CALL.vector(evidence) });
    const { probability, interval } = calibrated(calibration, raw);
    return { model: { name: 'spam_classifier', version: 1 }, probability, interval: [interval.lower, interval.upper] };
  };
}

/**
 * Every incoming call with what was said of it before it was answered, and what it was; and the campaigns that were found in the end.
 * @param asked `evidenceAlone`: no model is asked; `withoutCampaigns`: none are looked for, so verdicts know of none and their figures are null
 */
export function judgedCalls(options, { evidenceAlone, withoutCampaigns }) {
  const opinionOn = evidenceAlone ? () => undefined : shippedClassifier();
  const world = new World(ownNumbers(options));
  const campaigns = new DailyCampaigns(world, opinionOn);
  const regroup = (asOfMs, all) => (withoutCampaigns ? undefined : campaigns.regroup(asOfMs, all));
  const shareOf = (phone) => campaigns.shareOf(phone);
  const calls = [];
  let tomorrowMs = options.startMs + DAY_MS;
  for (const item of simulate(options)) {
    const atMs = Date.parse((item.kind === 'feedback' ? item.feedback : item.event).timestamp);
    for (; atMs >= tomorrowMs; tomorrowMs += DAY_MS) regroup(tomorrowMs, (tomorrowMs - options.startMs) % WEEK_MS === 0);
    if (item.kind === 'feedback') {
      world.foldFeedback(item.feedback);
      continue;
    }
    const { event } = item;
    if (event.callType === 'incoming') calls.push(judged(world, item, atMs, { opinionOn, shareOf }));
    world.foldCall(event);
    campaigns.noteCall(event.callerPhone);
  }
  regroup(tomorrowMs, true);
  return { calls, groupOf: withoutCampaigns ? undefined : campaigns.groupOf, groupingMs: campaigns.milliseconds };
}

function judged(world, { event: { callerPhone, userId }, truth: { spam, kind, campaign } }, atMs, { opinionOn, shareOf }) {
  const evidence = world.evidence(callerPhone, userId, atMs, shareOf(callerPhone));
  // Of a number without a call there is nothing to ask the model about.
  const opinion = evidence.caller === undefined ? undefined : opinionOn(evidence);
  const judgement = judge(evidence, opinion);
  const { verdict } = judgement;
  // Where nothing at all is known the answer has no score; the base rate ranks it among the others.
  const { logOdds, probability } = judgement.score === null ? scoreOf(evidence, opinion) : { logOdds: judgement.score, probability: judgement.spamProbability };
  const known = isContact(evidence.relation, evidence.ownLabel);
  const { action, decidedBy } = recommend({ verdict, strategy: 'moderate', isContact: known, ownLabel: evidence.ownLabel, blockAllowed: blockAllowed(judgement, DEFAULT_FALSE_BLOCK_RATE) });
  return {
    phone: callerPhone, spam, kind, campaign, score: logOdds, probability, verdict, action, decidedBy, isFirst: evidence.caller === undefined,
    flagged: verdict === 'spam' || verdict === 'suspicious',
  };
}
