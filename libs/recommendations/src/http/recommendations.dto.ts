import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsInt, Max, Min } from 'class-validator';
import { FreeText, MayBeAbsent } from '#platform/http';
import { CATEGORIES, KINDS, MEASURES, STATUSES } from '../core/index.js';

const LEVELS = ['low', 'medium', 'high'];
const LONGEST_REASON = 500;

export class ExpectedEffectDto {
  @ApiProperty({ example: 30, description: 'Days that were replayed' }) days!: number;
  @ApiProperty({ example: 212, description: 'Calls that were replayed' }) calls!: number;
  @ApiProperty({ example: 0, description: 'Calls that could not be: of numbers with too many events, or gone' }) skipped!: number;
  @ApiProperty({ example: 21, description: 'Calls that would have gone otherwise' }) callsChanged!: number;
  @ApiProperty({ example: 14, description: 'Spam and suspicious calls that neither the user nor the assistant would have had to take' }) fewerSpamCalls!: number;
  @ApiProperty({ example: 3 }) fewerRings!: number;
  @ApiProperty({ example: 0 }) moreRings!: number;
  @ApiProperty({ example: 11, description: 'Calls that the assistant would not have had to take, nor the user' }) fewerAssisted!: number;
  @ApiProperty({ example: 0, description: 'Calls of contacts or whitelisted numbers that would have been treated worse' }) contactsAffected!: number;
  @ApiProperty({ example: 'Over your last 30 days: about 14 fewer spam calls, 3 fewer calls would have rung, 11 fewer for the assistant, 0 calls of contacts affected.' }) text!: string;
}

export class MeasuredEffectDto {
  @ApiProperty({ enum: MEASURES, example: 'spam_taken' }) measure!: string;
  @ApiProperty({ example: 1.4, description: 'Daily mean of the four weeks before' }) beforePerDay!: number;
  @ApiProperty({ example: 0.3, description: 'Of the four weeks after' }) afterPerDay!: number;
  @ApiProperty({ example: -1.1 }) differencePerDay!: number;
  @ApiProperty({ example: -1.6, description: '95 % interval of the difference' }) lower!: number;
  @ApiProperty({ example: -0.6 }) upper!: number;
}

export class ActionDto {
  @ApiProperty({ enum: ['strategy', 'rule', 'quiet_hours', 'whitelist_entry', 'preference', 'none'], example: 'rule' }) type!: string;
  @ApiProperty({ type: Object, nullable: true, additionalProperties: true, example: { rule: { id: 'advice-block-spam', enabled: true, when: { caller: { verdict: ['spam', 'suspicious'] } }, then: 'block' } }, description: 'What implementing puts there' })
  change!: Record<string, unknown> | null;
}

export class RecommendationDto {
  @ApiProperty({ format: 'uuid', description: 'Always the same for this user and this advice' }) id!: string;
  @ApiProperty({ enum: CATEGORIES, example: 'security' }) category!: string;
  @ApiProperty({ enum: KINDS, example: 'block_spam' }) kind!: string;
  @ApiProperty({ example: 'Turn spam away' }) title!: string;
  @ApiProperty({ example: '61 of your 400 incoming calls were spam (15 %).' }) why!: string;
  @ApiProperty({ example: 'Adds a rule that blocks numbers that are spam or suspicious; people you know still ring.' }) description!: string;
  @ApiProperty({ type: Object, additionalProperties: true, example: { spamCalls: 61, incoming: 400, percent: 15 }, description: 'The figures that `why` names' }) evidence!: Record<string, number | string>;
  @ApiProperty({ enum: LEVELS, example: 'medium', description: 'By what the replay shows, contacts treated worse weighing against it' }) impact!: string;
  @ApiProperty({ enum: LEVELS, example: 'low' }) effort!: string;
  @ApiProperty({ example: 60, description: '0–100: impact by confidence, less effort. The order of the list is the ranking’s' }) priority!: number;
  @ApiProperty({ example: 0.99, description: '0–1: how sure the figures are past what the advice asks for' }) confidence!: number;
  @ApiProperty({ type: ExpectedEffectDto, nullable: true, description: 'Null where no call would have gone otherwise by its nature' }) expectedEffect!: ExpectedEffectDto | null;
  @ApiProperty({ type: ActionDto }) action!: ActionDto;
  @ApiProperty({ enum: STATUSES, example: 'seen' }) status!: string;
  @ApiProperty({ format: 'date-time' }) proposedAt!: string;
  @ApiProperty({ format: 'date-time' }) expiresAt!: string;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) implementedAt!: string | null;
  @ApiProperty({ type: MeasuredEffectDto, nullable: true }) measuredEffect!: MeasuredEffectDto | null;
}

export class RecommendationsDto {
  @ApiProperty({ example: 'u-17' }) userId!: string;
  @ApiProperty({ type: [RecommendationDto] }) items!: RecommendationDto[];
  @ApiProperty({ description: 'The list is being made anew; ask again in a moment' }) refreshing!: boolean;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) refreshedAt!: string | null;
  @ApiProperty({ type: String, nullable: true, example: null, description: 'Always null: a list holds ten at most' }) nextCursor!: string | null;
}

export class DismissDto {
  @ApiPropertyOptional({ maxLength: LONGEST_REASON, example: 'I like it as it is' })
  @MayBeAbsent()
  @FreeText(LONGEST_REASON)
  reason?: string;
}

export class RecommendationFeedbackDto {
  @ApiPropertyOptional({ minimum: 1, maximum: 5, example: 4 })
  @MayBeAbsent()
  @IsInt()
  @Min(1)
  @Max(5)
  rating?: number;

  @ApiPropertyOptional({ example: true })
  @MayBeAbsent()
  @IsBoolean()
  helpful?: boolean;

  @ApiPropertyOptional({ maxLength: LONGEST_REASON, example: 'Nights are quiet now' })
  @MayBeAbsent()
  @FreeText(LONGEST_REASON)
  reason?: string;
}
