import type { PhraseBook } from './phrase-book.js';

const STRATEGY: Readonly<Record<string, string>> = { strict: '严格', moderate: '适中', permissive: '宽松' };
const named = (strategy: string | number | undefined): string => STRATEGY[String(strategy)] ?? String(strategy);

export const CHINESE: PhraseBook = {
  block_spam: {
    title: () => '拦截骚扰电话',
    why: ({ spamCalls, incoming, percent }) => `您的 ${incoming} 个来电中有 ${spamCalls} 个是骚扰电话（${percent}%）。`,
    description: () => '添加一条规则：拦截骚扰或可疑号码；您熟悉的人仍会响铃。',
  },
  stricter_strategy: {
    title: ({ to }) => `改用${named(to)}策略`,
    why: ({ spamCalls, incoming, percent, from }) => `您的 ${incoming} 个来电中有 ${spamCalls} 个是骚扰电话（${percent}%），当前策略为${named(from)}。`,
    description: ({ to }) => `策略改为${named(to)}：陌生来电更少打扰您${to === 'strict' ? '；您通过话的号码需等待您确认' : ''}。`,
  },
  looser_strategy: {
    title: ({ to }) => `改用${named(to)}策略`,
    why: ({ spamCalls, incoming, waiting }) => `您的 ${incoming} 个来电中只有 ${spamCalls} 个是骚扰电话，却有 ${waiting} 个熟悉的号码等待确认。`,
    description: () => '您通过话的号码将重新自动响铃。',
  },
  unused_rule: {
    title: ({ rule }) => `删除规则“${rule}”`,
    why: ({ incoming, rule }) => `最近 ${incoming} 个来电中，“${rule}”没有起过作用。`,
    description: () => '从列表中删除该规则；撤销后恢复到原来的位置。',
  },
  quiet_hours: {
    title: ({ from, to }) => `${from} 至 ${to} 免打扰`,
    why: ({ nightCalls, nightAnswered, from, to }) => `30 天内 ${from} 至 ${to} 有 ${nightCalls} 个来电，您接听了 ${nightAnswered} 个。`,
    description: () => '添加一条规则：此时段内首次来电的号码转入语音信箱。',
  },
  call_back: {
    title: () => '回拨熟人的未接来电',
    why: ({ numbers, calls }) => `30 天内您有 ${calls} 个未接来电来自 ${numbers} 个熟悉的号码，至今未回拨。`,
    description: () => '不会更改任何设置；回拨后请标记为完成。',
  },
  confirm_entry: {
    title: ({ number }) => `允许 ${number} 响铃`,
    why: ({ number }) => `您与 ${number} 通过话，它在白名单中等待您确认。`,
    description: () => '确认白名单中的建议条目。',
  },
  keep_number: {
    title: ({ number }) => `将 ${number} 长期留在白名单`,
    why: ({ number }) => `您与 ${number} 通过话，该条目一个月内会失效。`,
    description: () => '把该号码长期加入白名单。',
  },
  mailbox_for_campaigns: {
    title: () => '将群呼来电转入语音信箱',
    why: ({ aiHandled, incoming, percent }) => `30 天内 AI 助理代接了 ${incoming} 个来电中的 ${aiHandled} 个（${percent}%）。`,
    description: () => '添加一条规则：已知群呼号码转入语音信箱，不再由助理代接。',
  },
  review_security: {
    title: () => '检查账户安全',
    why: ({ securityEvents }) => `30 天内有 ${securityEvents} 个安全事件。`,
    description: () => '不会更改任何设置；请查看最近的登录，如非本人请修改密码。',
  },
  stop_sharing: {
    title: () => '停止共享分析数据',
    why: ({ spamCalls, securityEvents }) => `您正在共享分析数据，同时有 ${spamCalls} 个骚扰电话和 ${securityEvents} 个安全事件。`,
    description: () => '关闭分析数据共享。',
  },
  assistant_for_new_callers: {
    title: () => '让 AI 助理代接您常错过的来电',
    why: ({ newCalls, missedCalls, percent, allPercent }) => `30 天内约有 ${newCalls} 个首次来电的号码，您可能会错过其中 ${missedCalls} 个（${percent}%）；全部来电中为 ${allPercent}%。`,
    description: () => '添加一条规则：首次来电的号码由助理接听，询问来意，必要时再转给您；您熟悉的人仍会响铃。',
  },
  ruleNames: { block_spam: '拦截骚扰电话', quiet_hours: '免打扰时段', mailbox_for_campaigns: '群呼转语音信箱', assistant_for_new_callers: '新号码由助理接听' },
  expected: ({ days, fewerSpamCalls, fewerRings, moreRings, fewerAssisted, contactsAffected }) => {
    const rings = moreRings > 0 ? `多响铃 ${moreRings} 次` : `少响铃 ${fewerRings} 次`;
    const assisted = fewerAssisted > 0 ? `，助理少代接 ${fewerAssisted} 个` : '';
    return `按最近 ${days} 天推算：约少 ${fewerSpamCalls} 个骚扰电话，${rings}${assisted}，影响 ${contactsAffected} 个联系人来电。`;
  },
};
