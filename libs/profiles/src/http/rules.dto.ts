import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { NUMBER_TYPES, RULE_ACTIONS, VERDICTS } from '#callers/core';
import { SPAM_CATEGORIES } from '#realtime/core';

export class HoursDto {
  @ApiProperty({ example: '22:00', description: 'On the user’s clock' }) from!: string;
  @ApiProperty({ example: '07:00', description: 'Up to but without it; over midnight where it is the earlier' }) to!: string;
  @ApiPropertyOptional({ type: [Number], example: [1, 2, 3, 4, 5], description: 'Days on which it begins, 0 Sunday … 6 Saturday' }) days?: readonly number[];
}

export class FrequencyDto {
  @ApiProperty({ minimum: 2, maximum: 30, example: 3, description: 'Calls of the number to this user at least, the ringing one counted' }) calls!: number;
  @ApiProperty({ minimum: 1, maximum: 43_200, example: 10 }) withinMinutes!: number;
}

export class CallerConditionDto {
  @ApiPropertyOptional({ type: [String], example: ['US', 'GB'], description: 'ISO 3166 regions' }) country?: readonly string[];
  @ApiPropertyOptional({ enum: NUMBER_TYPES, isArray: true }) numberType?: readonly string[];
  @ApiPropertyOptional({ enum: VERDICTS, isArray: true }) verdict?: readonly string[];
  @ApiPropertyOptional({ enum: SPAM_CATEGORIES, isArray: true }) category?: readonly string[];
  @ApiPropertyOptional({ minimum: 0, maximum: 1, example: 0.7, description: 'Of spam, at least' }) minProbability?: number;
  @ApiPropertyOptional({ description: 'Whether the number and the user have had a call before' }) seenBefore?: boolean;
  @ApiPropertyOptional({ description: 'Whether the number is one of a known campaign' }) campaign?: boolean;
  @ApiPropertyOptional({ description: 'Whether the caller withholds the number' }) withheld?: boolean;
}

export class ConditionsDto {
  @ApiPropertyOptional({ example: '+8610*', description: 'A number, or how numbers begin followed by *' }) number?: string;
  @ApiPropertyOptional() hours?: HoursDto;
  @ApiPropertyOptional() frequency?: FrequencyDto;
  @ApiPropertyOptional() caller?: CallerConditionDto;
}

/** Its values are checked with the rules the core knows, so that each fault names its field. */
export class RuleDto {
  @ApiProperty({ example: 'quiet-nights', pattern: '^[A-Za-z0-9_-]{1,64}$' }) id!: string;
  @ApiPropertyOptional({ example: 'Nobody new at night', maxLength: 100 }) name?: string;
  @ApiPropertyOptional({ default: true }) enabled?: boolean;
  @ApiProperty({ description: 'All that is given must hold; one condition at least' }) when!: ConditionsDto;
  @ApiProperty({ enum: RULE_ACTIONS, example: 'screen', description: '`log` notes the match and decides nothing' }) then!: string;
}

export class RulesDto {
  @ApiProperty({ type: [RuleDto], maxItems: 100, description: 'The first that matches and is more than a note decides' }) rules!: readonly RuleDto[];
}
