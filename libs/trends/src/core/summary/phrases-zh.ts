import { METRICS, type TrendMetric } from './metrics.js';
import { percentage, rounded, type Amount, type Phrases } from './phrases.js';

const LOCALE = 'zh-CN';
const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];

const NAMES: Readonly<Record<TrendMetric, { readonly subject: string; readonly unit: string }>> = {
  calls: { subject: '来电量', unit: '通' },
  spam_calls: { subject: '骚扰来电量', unit: '通' },
  answer_rate: { subject: '接听率', unit: '' },
  mean_duration: { subject: '平均通话时长', unit: '秒' },
  ai_handled_share: { subject: 'AI 处理占比', unit: '' },
  distinct_callers: { subject: '不同来电人数', unit: '人' },
};

/** Such as "每天约 230 通", "约 63%", "约 85 秒", "每小时约 4.2 人". */
function level(amount: Amount): string {
  const { addsUp, isCount } = METRICS[amount.metric];
  if (addsUp) return `每天约 ${plain(amount)}`;
  return `${isCount ? '每小时' : ''}约 ${plain(amount)}`;
}

function plain({ metric, value }: Amount): string {
  if (METRICS[metric].isShare) return percentage(LOCALE, value);
  return `${rounded(LOCALE, value)} ${NAMES[metric].unit}`;
}

/** Such as "日均每周增加约 12 通", "每周减少约 2.1 个百分点". */
function change({ metric, value }: Amount, verb: string): string {
  const { addsUp, isCount, isShare } = METRICS[metric];
  if (isShare) return `每周${verb}约 ${rounded(LOCALE, value * 100, 2)} 个百分点`;
  const each = isCount ? (addsUp ? '日均' : '每小时平均') : '';
  return `${each}每周${verb}约 ${rounded(LOCALE, value, 2)} ${NAMES[metric].unit}`;
}

function incidentSide(part: string): string {
  const isAbove = part.startsWith('above');
  return part.endsWith('forecast') ? (isAbove ? '超出预测上限' : '低于预测下限') : (isAbove ? '高于设定值' : '低于设定值');
}

export const CHINESE: Phrases = {
  insufficient: (metric, hoursSeen, isOfDay) => {
    const needed = isOfDay ? ' 24 个小时，其中当天 8 个小时' : ' 24 个小时，且跨度不少于三天';
    return `${NAMES[metric].subject}：历史数据不足，暂时无法判断趋势（已有 ${rounded(LOCALE, hoursSeen)} 个小时的数据，至少需要${needed}）。`;
  },
  day: (course, total, { hours, usual }) => {
    const average = METRICS[total.metric].addsUp ? '共' : '平均';
    const beside = usual === undefined ? '' : `，平时约为 ${plain(usual)}`;
    const moved = course === 'stable' ? '逐时平稳' : `逐时${course === 'rising' ? '上升' : '下降'}`;
    return `过去 ${rounded(LOCALE, hours)} 小时${NAMES[total.metric].subject}${average} ${plain(total)}${beside}，${moved}。`;
  },
  stable: (now, isApart) => `${isApart ? '异常时段占了大部分，除此之外' : ''}${NAMES[now.metric].subject}保持平稳，${level(now)}。`,
  moving: (isRising, changeAWeek, { now, days }) => {
    const [direction, verb] = isRising ? ['上升', '增加'] : ['下降', '减少'];
    return `${NAMES[now.metric].subject}呈${direction}趋势，${change(changeAWeek, verb)}，目前${days === undefined ? '' : `（近 ${days} 天平均）`}${level(now)}。`;
  },
  ended: (before, when) => `${NAMES[before.metric].subject}：${when}之后再无数据，此前${level(before)}。`,
  shifted: (before, after, when) => level(before) === level(after) ? undefined : `${when}起，水平由${level(before)}变为${level(after)}。`,
  peak: (metric, { hour, weekday }) => {
    const times = [weekday === undefined ? '' : WEEKDAYS[weekday], hour === undefined ? '' : `${hour} 点左右`].filter(Boolean);
    return `${METRICS[metric].isCount ? '最忙' : '最高'}的时段：${times.join('、')}。`;
  },
  unusual: (hours, { value, expected, when }) =>
    `有 ${rounded(LOCALE, hours)} 个小时异常${hours === 1 ? '' : '，其中最突出的是'}：${when}为 ${plain(value)}，正常约为 ${plain(expected)}。`,
  incident: ({ metric, condition, value, bound, part }) => {
    const { subject } = NAMES[metric];
    if (condition === 'trend') return `${subject}数周来持续${part === 'rising' ? '上升' : '下降'}，近期每小时平均 ${plain({ metric, value })}。`;
    const beside = bound === undefined ? '与前几周不同' : `${incidentSide(part)} ${plain({ metric, value: bound })}`;
    return `${subject}：一小时为 ${plain({ metric, value })}，${beside}。`;
  },
  forecast: (hours, expected, between) => {
    const likely = between && `（95% 的可能为 ${rounded(LOCALE, between.lower)} 至 ${plain({ ...expected, value: between.upper })}）`;
    return `预计未来 ${rounded(LOCALE, hours)} 小时${METRICS[expected.metric].addsUp ? '共' : '平均'}约 ${plain(expected)}${likely ?? ''}。`;
  },
};
