// One run of simulated traffic: every incoming call is judged on what came before it.
import { readFileSync } from 'node:fs';
import { blockAllowed, DEFAULT_FALSE_BLOCK_RATE, isContact, judge, recommend, scoreOf } from '#callers/core';
import { algorithmNamed, calibrated, CALLER_AT_CALL, readCalibration, unpackArtifact } from '#ml/core';
import { ownNumbers, simulate } from '#simulation';
import { World } from './world.mjs';

function shippedClassifier() {
  const artifact = unpackArtifact(readFileSync(new URL('../../../libs/ml/shipped/spam_classifier.model', import.meta.url)));
  const fitted = algorithmNamed(artifact.algorithm).decode(artifact.body);
  const calibration = readCalibration(artifact.calibration);
  return (evidence) => {
    const [raw] = fitted.rawScores({ rows: 1, columns: artifact.featureNames.length, values: CALLER_AT_CALL.vector(evidence) });
    const { probability, interval } = calibrated(calibration, raw);
    return { model: { name: 'spam_classifier', version: 1 }, probability, interval: [interval.lower, interval.upper] };
  };
}

/** Every incoming call with what was said of it before it was answered, and what it was. */
export function judgedCalls(options, evidenceAlone) {
  const opinionOn = evidenceAlone ? () => undefined : shippedClassifier();
  const world = new World(ownNumbers(options));
  const calls = [];
  for (const item of simulate(options)) {
    if (item.kind === 'feedback') {
      world.foldFeedback(item.feedback);
      continue;
    }
    const { event, truth } = item;
    if (event.callType === 'incoming') calls.push(judged(world, event, truth, opinionOn));
    world.foldCall(event);
  }
  return { calls, world };
}

function judged(world, { callerPhone, userId, timestamp }, { spam, kind, campaign }, opinionOn) {
  const evidence = world.evidence(callerPhone, userId, Date.parse(timestamp));
  // Of a number without a call there is nothing to ask the model about.
  const opinion = evidence.caller === undefined ? undefined : opinionOn(evidence);
  const { logOdds, probability, interval } = scoreOf(evidence, opinion);
  const judgement = judge(evidence, opinion);
  const { verdict } = judgement;
  const known = isContact(evidence.relation, evidence.ownLabel);
  const { action, decidedBy } = recommend({ verdict, strategy: 'moderate', isContact: known, ownLabel: evidence.ownLabel, blockAllowed: blockAllowed(judgement, DEFAULT_FALSE_BLOCK_RATE) });
  return {
    phone: callerPhone, spam, kind, campaign, score: logOdds, probability, interval, verdict, action, decidedBy, isFirst: evidence.caller === undefined,
    flagged: verdict === 'spam' || verdict === 'suspicious',
  };
}
