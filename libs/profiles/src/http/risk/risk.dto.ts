import { ApiProperty } from '@nestjs/swagger';
import { SEVERITIES } from '#realtime/core';
import { TAKEOVER_KINDS } from '../../core/risk/takeover.js';

const LEVELS = ['low', 'medium', 'high'];

export class RiskTrendDto {
  @ApiProperty({ nullable: true, type: Number, example: 0.12, description: 'Last 28 days: spam in incoming calls; of the others the share of days with such events' }) recent!: number | null;
  @ApiProperty({ nullable: true, type: Number, example: 0.05, description: 'The same of the 56 days before' }) before!: number | null;
  @ApiProperty({ enum: ['rising', 'falling', 'stable', 'insufficient_history'] }) direction!: string;
}

export class RiskEvidenceDto {
  @ApiProperty({ example: 'failed_login' }) code!: string;
  @ApiProperty({ example: 7, description: 'Of the last 28 days where it counts events' }) value!: number;
  @ApiProperty({ nullable: true, type: String, format: 'date-time' }) firstAt!: string | null;
  @ApiProperty({ nullable: true, type: String, format: 'date-time' }) lastAt!: string | null;
}

export class RiskComponentDto {
  @ApiProperty({ nullable: true, type: Number, example: 0.41 }) score!: number | null;
  @ApiProperty({ nullable: true, type: String, enum: LEVELS }) level!: string | null;
  @ApiProperty() trend!: RiskTrendDto;
  @ApiProperty({ nullable: true, type: Number, example: 87, description: 'Percent of users who stand no worse; null where fewer than 20 are known' }) percentile!: number | null;
  @ApiProperty({ type: [RiskEvidenceDto] }) evidence!: readonly RiskEvidenceDto[];
}

export class RiskComponentsDto {
  @ApiProperty() spam!: RiskComponentDto;
  @ApiProperty({ description: 'The threat score' }) security!: RiskComponentDto;
  @ApiProperty() privacy!: RiskComponentDto;
}

export class ThreatTextDto {
  @ApiProperty({ example: 'A sign-in succeeded after a burst of failures.' }) en!: string;
  @ApiProperty({ example: '连续多次登录失败后登录成功。' }) 'zh-CN'!: string;
}

export class ThreatFindingDto {
  @ApiProperty({ enum: TAKEOVER_KINDS }) kind!: string;
  @ApiProperty({ enum: SEVERITIES }) severity!: string;
  @ApiProperty({ format: 'date-time', description: 'The sign-in it hangs on' }) at!: string;
  @ApiProperty() text!: ThreatTextDto;
  @ApiProperty({ type: 'object', additionalProperties: true, example: { failures: 12, firstFailureAt: '2026-11-22T01:00:00.000Z', newAddress: true } }) evidence!: Readonly<Record<string, unknown>>;
}

export class UserRiskDto {
  @ApiProperty({ example: 'u-17' }) userId!: string;
  @ApiProperty() components!: RiskComponentsDto;
  @ApiProperty({ type: [ThreatFindingDto], description: 'What looks like an account taken over, in the last 84 days' }) findings!: readonly ThreatFindingDto[];
  @ApiProperty({ format: 'date-time' }) asOf!: string;
}
