import { sentences, type Findings } from './sentences.js';
import { hourly } from './series.fixture.js';

const AT = Date.UTC(2026, 2, 14, 7);
const at = (level: number) => ({ level, days: undefined, lastMs: undefined, isApart: false });
const quiet: Findings = {
  metric: 'calls', zone: 'Asia/Shanghai', direction: 'stable', slopePerDay: 0, pValue: 1, changePoints: [], seasonality: [], anomalies: [],
  peak: { hour: undefined, weekday: undefined }, recent: at(10), hoursSeen: 900,
};
const rising: Findings = { ...quiet, direction: 'rising', slopePerDay: 0.072 };
const busy: Findings = {
  ...rising, direction: 'falling', changePoints: [{ timestamp: AT, before: 8, after: 12.5 }], peak: { hour: 10, weekday: 1 }, forecast: hourly(48, () => 10),
  anomalies: [{ timestamp: AT, value: 93, expected: 21.26, score: 9 }, { timestamp: AT + 9e6, value: 1, expected: 20, score: -4 }],
};

describe('sentences', () => {
  it.each<[string, Findings, string, string]>([
    ['a steady count', quiet, 'Calls are steady at about 240 a day.', '来电量保持平稳，每天约 240 通。'],
    ['a rising count', rising, 'Calls are rising by about 12 a day every week, now about 240 a day.', '来电量呈上升趋势，日均每周增加约 12 通，目前每天约 240 通。'],
    [
      'a share', { ...rising, metric: 'answer_rate', slopePerDay: 0.003, recent: at(0.634) },
      'The answer rate is rising by about 2.1 percentage points every week, now about 63.4%.', '接听率呈上升趋势，每周增加约 2.1 个百分点，目前约 63.4%。',
    ],
    [
      'seconds', { ...rising, metric: 'mean_duration', direction: 'falling', slopePerDay: -1, recent: at(85) },
      'The mean call duration is falling by about 7 seconds every week, now about 85 seconds.', '平均通话时长呈下降趋势，每周减少约 7 秒，目前约 85 秒。',
    ],
    ['what does not add up', { ...quiet, metric: 'distinct_callers', recent: at(4.21) }, 'Distinct callers are steady at about 4.21 an hour.', '不同来电人数保持平稳，每小时约 4.21 人。'],
    [
      'too little', { ...quiet, direction: 'insufficient_history', slopePerDay: undefined, pValue: undefined, recent: undefined, hoursSeen: 1 },
      'Calls: not enough history yet to tell a trend (1 hour seen; it takes 24, over three days).',
      '来电量：历史数据不足，暂时无法判断趋势（已有 1 个小时的数据，至少需要 24 个小时，且跨度不少于三天）。',
    ],
    [
      'a count that came nearly all at once', { ...quiet, recent: { ...at(0.1), isApart: true } },
      'Calls are steady at about 2.4 a day, apart from unusual hours, in which most of them came.', '异常时段占了大部分，除此之外来电量保持平稳，每天约 2.4 通。',
    ],
    [
      'a share to come, by the calls that are to come', { ...quiet, metric: 'answer_rate', recent: at(0.7), forecast: [{ timestamp: AT, value: 1, weight: 1 }, { timestamp: AT, value: 0.5, weight: 4 }] },
      'The answer rate is steady at about 70%. Expected over the next 2 hours: about 60% on average.', '接听率保持平稳，约 70%。预计未来 2 小时平均约 60%。',
    ],
    [
      'a share to come of hours in which no call is usual', { ...quiet, metric: 'answer_rate', recent: at(0.7), forecast: [{ timestamp: AT, value: 1, weight: 0 }, { timestamp: AT, value: 0.5, weight: 0 }] },
      'The answer rate is steady at about 70%. Expected over the next 2 hours: about 75% on average.', '接听率保持平稳，约 70%。预计未来 2 小时平均约 75%。',
    ],
    [
      'few calls to come, with the bounds of their sum', { ...quiet, recent: at(0.346), forecast: hourly(48, () => 0.346), forecastTotal: { lower: 9, upper: 26 } },
      'Calls are steady at about 8.3 a day. Expected over the next 48 hours: about 16.6 in all (95% likely from 9 to 26).', '来电量保持平稳，每天约 8.3 通。预计未来 48 小时共约 16.6 通（95% 的可能为 9 至 26 通）。',
    ],
    ['many', { ...quiet, recent: at(8230.4) }, 'Calls are steady at about 198,000 a day.', '来电量保持平稳，每天约 19.8万 通。'],
  ])('on %s', (_name, findings, en, zh) => expect(sentences(findings)).toEqual({ en, 'zh-CN': zh }));

  it('tell what changed, when it is busiest, what was unusual and what is to come, by the clock on the wall', () =>
    expect(sentences(busy)).toEqual({
      en: 'Calls are falling by about 12 a day every week, now about 240 a day. The level went from about 192 a day to about 300 a day on 14 March 2026. '
        + 'Busiest around 10:00 and on Mondays. 2 hours were unusual, most of all one: 93 on 14 March 2026 at 15:00, where about 21.3 would be usual. '
        + 'Expected over the next 48 hours: about 480 in all.',
      'zh-CN': '来电量呈下降趋势，日均每周减少约 12 通，目前每天约 240 通。2026年3月14日起，水平由每天约 192 通变为每天约 300 通。最忙的时段：周一、10 点左右。'
        + '有 2 个小时异常，其中最突出的是：2026年3月14日 15:00为 93 通，正常约为 21.3 通。预计未来 48 小时共约 480 通。',
    }));
});
