import type { PhraseBook } from './phrase-book.js';

export const ENGLISH: PhraseBook = {
  block_spam: {
    title: () => 'Turn spam away',
    why: ({ spamCalls, incoming, percent }) => `${spamCalls} of your ${incoming} incoming calls were spam (${percent} %).`,
    description: () => 'Adds a rule that blocks numbers that are spam or suspicious; people you know still ring.',
  },
  stricter_strategy: {
    title: ({ to }) => `Switch to the ${to} strategy`,
    why: ({ spamCalls, incoming, percent, from }) => `${spamCalls} of your ${incoming} incoming calls were spam (${percent} %), and your strategy is ${from}.`,
    description: ({ to }) => `Your strategy becomes ${to}: fewer unknown callers reach you${to === 'strict' ? '; numbers you speak with wait for your word' : ''}.`,
  },
  looser_strategy: {
    title: ({ to }) => `Switch to the ${to} strategy`,
    why: ({ spamCalls, incoming, waiting }) => `Only ${spamCalls} of your ${incoming} incoming calls were spam, while ${waiting} numbers you know wait for your word.`,
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
    why: ({ numbers, calls }) => `${numbers} known numbers rang ${calls} times in vain.`,
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
    why: ({ spamCalls, securityEvents }) => `You share analytics, while you had ${spamCalls} spam calls and ${securityEvents} security events.`,
    description: () => 'Turns the sharing of your analytics off.',
  },
  ruleNames: { block_spam: 'Block spam', quiet_hours: 'Quiet hours', mailbox_for_campaigns: 'Campaigns to the mailbox' },
  expected: ({ days, fewerSpamCalls, fewerRings, moreRings, fewerAssisted, contactsAffected }) => {
    const rings = moreRings > 0 ? `${moreRings} more calls would have rung` : `${fewerRings} fewer calls would have rung`;
    const assisted = fewerAssisted > 0 ? `, ${fewerAssisted} fewer for the assistant` : '';
    return `Over your last ${days} days: about ${fewerSpamCalls} fewer spam calls, ${rings}${assisted}, ${contactsAffected} contacts affected.`;
  },
};
