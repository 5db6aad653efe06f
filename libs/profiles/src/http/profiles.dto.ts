import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { REPORT_KINDS, STRATEGIES } from '#realtime/core';
import { BehaviorDto } from './behavior/behavior.dto.js';
import { RiskComponentsDto } from './risk/risk.dto.js';

export class UserCallsDto {
  @ApiProperty({ example: 420 }) total!: number;
  @ApiProperty({ example: 400 }) incoming!: number;
  @ApiProperty({ example: 20 }) outgoing!: number;
  @ApiProperty({ example: 210 }) answered!: number;
  @ApiProperty({ example: 40 }) rejected!: number;
  @ApiProperty({ example: 100 }) missed!: number;
  @ApiProperty({ example: 0 }) transferred!: number;
  @ApiProperty({ example: 70 }) aiHandled!: number;
  @ApiProperty({ description: 'Incoming calls from numbers whose verdict is spam as of now', example: 61 }) spam!: number;
}

export class PreferencesDto {
  @ApiProperty({ enum: STRATEGIES }) whitelistStrategy!: string;
  @ApiProperty({ example: 'zh-CN' }) language!: string;
  @ApiProperty() shareAnalytics!: boolean;
  @ApiProperty({ enum: REPORT_KINDS, isArray: true, example: ['weekly'], description: 'Reports made by schedule' }) reports!: readonly string[];
}

export class AllPreferencesDto extends PreferencesDto {
  @ApiProperty({ example: 'Asia/Shanghai' }) timezone!: string;
  @ApiProperty({ nullable: true, type: String, example: '+86139•••9000', description: 'The user’s own number, masked' }) phoneNumber!: string | null;
}

/** Its values are checked one by one with the rules the core knows, so that each fault names its field. */
export class PreferenceChangeDto {
  @ApiPropertyOptional({ type: String, example: 'Asia/Shanghai', description: 'IANA time zone; hours are counted on its clock from now on' }) timezone?: unknown;
  @ApiPropertyOptional({ type: String, example: 'zh-CN' }) language?: unknown;
  @ApiPropertyOptional({ enum: STRATEGIES, example: 'moderate' }) whitelistStrategy?: unknown;
  @ApiPropertyOptional({ type: Boolean, example: false }) shareAnalytics?: unknown;
  @ApiPropertyOptional({ enum: REPORT_KINDS, isArray: true, example: ['weekly', 'monthly'], description: 'Reports made by schedule; none: an empty list' }) reports?: unknown;
  @ApiPropertyOptional({ type: String, nullable: true, example: '+8613900139000', description: 'The user’s own number, so that callers who borrow its first digits are known; null takes it back' }) phoneNumber?: unknown;
}

export class RiskDto {
  @ApiProperty({ nullable: true, type: Number, example: 0.15 }) spamExposure!: number | null;
  @ApiProperty({ nullable: true, type: String, enum: ['low', 'medium', 'high'] }) level!: string | null;
  @ApiProperty() components!: RiskComponentsDto;
}

export class UserProfileDto {
  @ApiProperty({ example: 'u-17' }) userId!: string;
  @ApiProperty({ example: 'Asia/Shanghai' }) timezone!: string;
  @ApiProperty({ format: 'date-time' }) firstSeen!: string;
  @ApiProperty({ format: 'date-time' }) lastSeen!: string;
  @ApiProperty() calls!: UserCallsDto;
  @ApiProperty({ nullable: true, type: Number, example: 4.1 }) callsPerDay!: number | null;
  @ApiProperty({ nullable: true, type: Number, example: 0.5 }) answerRate!: number | null;
  @ApiProperty({ nullable: true, type: Number, example: 84.2 }) averageDurationSeconds!: number | null;
  @ApiProperty({ type: [Number], description: '24 counts of calls by hour on the user’s clock' }) hourly!: readonly number[];
  @ApiProperty({ description: 'Numbers the user spoke with or called', example: 37 }) contacts!: number;
  @ApiProperty({ nullable: true, type: String, enum: ['delegating', 'responsive', 'selective', 'unavailable'] }) interactionStyle!: string | null;
  @ApiProperty() preferences!: PreferencesDto;
  @ApiProperty() risk!: RiskDto;
  @ApiProperty({ description: 'What the user is likely to do with the next call, and whom they call next' }) behavior!: BehaviorDto;
  @ApiProperty({ format: 'date-time' }) asOf!: string;
}
