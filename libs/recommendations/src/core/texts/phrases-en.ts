import type { PhraseBook } from './phrase-book.js';

type Count = number | string | undefined;

const isOne = (count: Count): boolean => Number(count) === 1;
/** `1 call`, `2 calls`. */
const some = (count: Count, one: string): string => `${count} ${one}${isOne(count) ? '' : 's'}`;
const were = (count: Count): string => (isOne(count) ? 'was' : 'were');

export const ENGLISH: PhraseBook = {
  block_spam: {
    title: () => 'Turn spam away',
    why: ({ spamCalls, incoming, percent }) => `${spamCalls} of your ${incoming} incoming calls ${were(spamCalls)} spam (${percent} %).`,
    description: () => 'Adds a rule that blocks numbers that are spam or suspicious; people you know still ring.',
  },
  stricter_strategy: {
    title: ({ to }) => `Switch to the ${to} strategy`,
    why: ({ spamCalls, incoming, percent, from }) => `${spamCalls} of your ${incoming} incoming calls ${were(spamCalls)} spam (${percent} %), and your strategy is ${from}.`,
    description: ({ to }) => `Your strategy becomes ${to}: fewer unknown callers reach you${to === 'strict' ? '; numbers you speak with wait for your word' : ''}.`,
  },
  looser_strategy: {
    title: ({ to }) => `Switch to the ${to} strategy`,
    why: ({ spamCalls, incoming, waiting }) => `Only ${spamCalls} of your ${incoming} incoming calls ${were(spamCalls)} spam, while ${waiting} numbers you know wait for your word.`,
    description: () => 'Numbers that you speak with ring again by themselves.',
  },
  unused_rule: {
    title: ({ rule }) => `Remove the rule “${rule}”`,
    why: ({ incoming, rule }) => `Of your last ${incoming} calls “${rule}” decided none.`,
    description: () => 'Takes the rule off your list; undoing puts it back in its place.',
  },
  quiet_hours: {
    title: ({ from, to }) => `Quiet from ${from} to ${to}`,
    why: ({ nightCalls, nightAnswered, from, to }) => `${nightCalls} calls came between ${from} and ${to} in 30 days; you answered ${nightAnswered}.`,
    description: () => 'Adds a rule that sends callers new to you to the mailbox during these hours.',
  },
  call_back: {
    title: () => 'Call back people you know',
    why: ({ numbers, calls }) => `In 30 days you missed ${some(calls, 'call')} from ${some(numbers, 'known number')}, not called back since.`,
    description: () => 'Nothing is changed; mark it as done once you have called back.',
  },
  confirm_entry: {
    title: ({ number }) => `Let ${number} ring`,
    why: ({ number }) => `You have spoken with ${number}, which waits for your word on your whitelist.`,
    description: () => 'Confirms the proposed whitelist entry.',
  },
  keep_number: {
    title: ({ number }) => `Keep ${number} on the whitelist`,
    why: ({ number }) => `You have spoken with ${number}; its entry fades within a month.`,
    description: () => 'Adds the number to your whitelist for good.',
  },
  mailbox_for_campaigns: {
    title: () => 'Send campaign calls to the mailbox',
    why: ({ aiHandled, incoming, percent }) => `The assistant took ${aiHandled} of your ${incoming} calls in 30 days (${percent} %).`,
    description: () => 'Adds a rule that sends numbers of known campaigns to the mailbox instead of the assistant.',
  },
  review_security: {
    title: () => 'Look at your account’s security',
    why: ({ securityEvents }) => `${securityEvents} security events in 30 days.`,
    description: () => 'Nothing is changed; look at recent sign-ins and change your password where one is not yours.',
  },
  stop_sharing: {
    title: () => 'Stop sharing analytics',
    why: ({ spamCalls, securityEvents }) => `You share analytics, while you had ${some(spamCalls, 'spam call')} and ${some(securityEvents, 'security event')}.`,
    description: () => 'Turns the sharing of your analytics off.',
  },
  assistant_for_new_callers: {
    title: () => 'Let the assistant take calls you usually miss',
    why: ({ newCalls, missedCalls, percent, allPercent }) =>
      `Of some ${newCalls} calls in 30 days from numbers new to you, you are likely to miss ${missedCalls} (${percent} %); of all your calls ${allPercent} %.`,
    description: () => 'Adds a rule by which the assistant answers numbers new to you, asks who calls and why, and rings you where it is worth it; people you know still ring.',
  },
  ruleNames: { block_spam: 'Block spam', quiet_hours: 'Quiet hours', mailbox_for_campaigns: 'Campaigns to the mailbox', assistant_for_new_callers: 'Assistant for new callers' },
  expected: ({ days, fewerSpamCalls, fewerRings, moreRings, fewerAssisted, contactsAffected }) => {
    const rings = moreRings > 0 ? `${some(moreRings, 'more call')} would have rung` : `${some(fewerRings, 'fewer call')} would have rung`;
    const assisted = fewerAssisted > 0 ? `, ${fewerAssisted} fewer for the assistant` : '';
    return `Over your last ${days} days: about ${some(fewerSpamCalls, 'fewer spam call')}, ${rings}${assisted}, ${some(contactsAffected, 'call')} of contacts affected.`;
  },
};
