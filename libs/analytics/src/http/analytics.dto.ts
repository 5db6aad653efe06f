import { ApiProperty } from '@nestjs/swagger';
import { VERDICTS } from '#callers/core';
import { OUTCOMES, SPAM_CATEGORIES } from '#realtime/core';
import { CALL_CATEGORIES, INSIGHT_CODES, PERIODS } from '../core/index.js';

const figure = (example: number, description?: string) => ({ nullable: true, type: Number, example, ...(description !== undefined && { description }) }) as const;
const counts = (names: readonly string[], description: string) => ({
  type: 'object' as const, description, properties: Object.fromEntries(names.map((name) => [name, { type: 'integer' as const }])), required: [...names],
  example: Object.fromEntries(names.map((name, at) => [name, at % 3])), additionalProperties: false,
});
const DIRECTIONS = ['rising', 'falling', 'stable', 'insufficient_history'];

export class CallTotalsDto {
  @ApiProperty({ example: 42 }) total!: number;
  @ApiProperty({ example: 37 }) incoming!: number;
  @ApiProperty({ example: 5 }) outgoing!: number;
}

export class CallOutcomesDto {
  @ApiProperty(counts(OUTCOMES, 'Calls that came in')) incoming!: Readonly<Record<string, number>>;
  @ApiProperty(counts(OUTCOMES, 'Calls the user made')) outgoing!: Readonly<Record<string, number>>;
}

export class SpamFiguresDto {
  @ApiProperty({ example: 9, description: 'Incoming calls of numbers that are spam' }) calls!: number;
  @ApiProperty(figure(0.24, 'In all incoming calls')) share!: number | null;
  @ApiProperty({ example: 7, description: 'Of those the rejected ones and those the AI handled' }) blocked!: number;
  @ApiProperty(figure(0.78)) blockedShare!: number | null;
  @ApiProperty({ example: 210, description: '30 seconds a blocked call' }) secondsSpared!: number;
}

export class AiFiguresDto {
  @ApiProperty({ example: 12 }) handled!: number;
  @ApiProperty(figure(0.32, 'In all incoming calls')) share!: number | null;
  @ApiProperty({ example: 11, description: 'Handled calls of numbers shown whose hour after is over' }) judged!: number;
  @ApiProperty({ example: 9, description: 'Of those the ones after which the two did not call each other within the hour' }) settled!: number;
  @ApiProperty(figure(0.82, 'Settled in judged')) effectiveness!: number | null;
}

export class WhitelistFiguresDto {
  @ApiProperty({ example: 14, description: 'Numbers on it by the user’s own word when the period ended' }) entries!: number;
  @ApiProperty({ example: 2 }) added!: number;
  @ApiProperty({ example: 0 }) removed!: number;
}

export class FiguresDto {
  @ApiProperty() calls!: CallTotalsDto;
  @ApiProperty() outcomes!: CallOutcomesDto;
  @ApiProperty(counts(CALL_CATEGORIES, 'Incoming calls by the category of their number as the latest scoring left it; they add up to all incoming calls')) categories!: Readonly<Record<string, number>>;
  @ApiProperty({ type: [Number], example: [0, 0, 0, 0, 0, 0, 0, 1, 2, 5, 6, 3, 1, 2, 4, 5, 4, 3, 2, 2, 1, 1, 0, 0], description: 'Calls by hour of the day, 24' }) hours!: readonly number[];
  @ApiProperty({ type: [Number], example: [7, 8, 6, 9, 7, 3, 2], description: 'Calls by day of the week, from Monday on' }) weekdays!: readonly number[];
  @ApiProperty(figure(0.46, 'Answered in all incoming calls')) answerRate!: number | null;
  @ApiProperty(figure(84.2, 'Of answered calls that carry a duration')) meanDurationSeconds!: number | null;
  @ApiProperty(figure(21, 'Numbers that called in; null for all users together')) distinctCallers!: number | null;
  @ApiProperty() spam!: SpamFiguresDto;
  @ApiProperty() ai!: AiFiguresDto;
  @ApiProperty({ type: WhitelistFiguresDto, nullable: true, description: 'Null for all users together' }) whitelist!: WhitelistFiguresDto | null;
}

export class TopCallerDto {
  @ApiProperty({ example: '+86138•••8001' }) phoneNumber!: string;
  @ApiProperty({ example: 9 }) calls!: number;
  @ApiProperty({ example: 2 }) answered!: number;
  @ApiProperty({ example: 6 }) blocked!: number;
  @ApiProperty({ enum: VERDICTS, description: 'As the latest scoring left it; `unknown` where none has seen the number' }) verdict!: string;
  @ApiProperty({ enum: SPAM_CATEGORIES, type: String, nullable: true }) category!: string | null;
  @ApiProperty({ format: 'date-time' }) lastCall!: string;
}

export class DayTrendDto {
  @ApiProperty({ enum: DIRECTIONS, description: '`insufficient_history` under eight full days' }) direction!: string;
  @ApiProperty(figure(0.1, 'Change of the daily count')) slopePerDay!: number | null;
  @ApiProperty(figure(0.2)) pValue!: number | null;
  @ApiProperty({ example: 29, description: 'Full days it rests on' }) days!: number;
  @ApiProperty({ enum: ['period_too_short', 'history_too_short'], type: String, nullable: true, example: null, description: 'Why there is none: `24h` and `7d` never have eight full days; or the calls do not reach back so far' }) reason!: string | null;
}

export class AnalyticsTrendsDto {
  @ApiProperty() calls!: DayTrendDto;
  @ApiProperty() spam!: DayTrendDto;
}

export class InsightTextDto {
  @ApiProperty({ example: '7 of 9 spam calls were blocked, which spared about 4 min.' }) en!: string;
  @ApiProperty({ example: '9 个骚扰来电中拦截了 7 个，约节省 4 分钟。' }) 'zh-CN'!: string;
}

export class InsightDto {
  @ApiProperty({ enum: INSIGHT_CODES }) code!: string;
  @ApiProperty() text!: InsightTextDto;
  @ApiProperty({ example: 9, description: 'Calls, or entries, it rests on' }) support!: number;
}

export class AnalyticsSummaryDto {
  @ApiProperty({ example: 'u-17', type: String, nullable: true, description: 'Null for all users together' }) userId!: string | null;
  @ApiProperty({ enum: PERIODS }) period!: string;
  @ApiProperty({ example: 'Asia/Shanghai' }) timezone!: string;
  @ApiProperty({ format: 'date-time' }) from!: string;
  @ApiProperty({ format: 'date-time', description: 'The period ends before it' }) to!: string;
  @ApiProperty({ format: 'date-time', description: 'Where the period before begins; it ends at `from`' }) previousFrom!: string;
  @ApiProperty() current!: FiguresDto;
  @ApiProperty({ description: 'The same figures of the period before' }) previous!: FiguresDto;
  @ApiProperty({ type: [TopCallerDto], description: 'At most ten; of all users together from the hundred busiest of each UTC day' }) topCallers!: TopCallerDto[];
  @ApiProperty() trends!: AnalyticsTrendsDto;
  @ApiProperty({ type: [InsightDto] }) insights!: InsightDto[];
  @ApiProperty({ format: 'date-time' }) asOf!: string;
}
