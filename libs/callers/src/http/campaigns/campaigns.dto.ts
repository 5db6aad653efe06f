import { ApiProperty } from '@nestjs/swagger';
import { SPAM_CATEGORIES } from '#realtime/core';
import { CAMPAIGN_STATES, RELATIONS } from '../../core/campaigns/index.js';

const ID = '5b1f0c9e-7a52-4c1e-9d58-0d6a2f3f8c11';

export class CampaignSummaryDto {
  @ApiProperty({ format: 'uuid', example: ID }) id!: string;
  @ApiProperty({ enum: CAMPAIGN_STATES, example: 'active', description: '`ended`: no call for 14 days; it may revive' }) state!: string;
  @ApiProperty({ format: 'date-time', description: 'First call with any of its numbers' }) firstCall!: string;
  @ApiProperty({ format: 'date-time' }) lastCall!: string;
  @ApiProperty({ description: 'Numbers in it', example: 37 }) numbers!: number;
  @ApiProperty({ description: 'Distinct users they called', example: 900 }) users!: number;
  @ApiProperty({ description: 'Calls they made', example: 2412 }) calls!: number;
  @ApiProperty({ nullable: true, type: String, enum: SPAM_CATEGORIES, example: 'loan', description: 'What most of its reported numbers are called' }) category!: string | null;
  @ApiProperty({
    example: 0.94,
    description: '0–1, how surely its numbers act together: the mean over numbers of 1 − Π(1 − strength) over the strongest tie of each relation',
  })
  confidence!: number;
}

export class CampaignsDto {
  @ApiProperty({ type: [CampaignSummaryDto] }) items!: CampaignSummaryDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class TurnoverDto {
  @ApiProperty({ example: '2026-11-22', description: 'UTC' }) day!: string;
  @ApiProperty({ description: 'Numbers whose first call was on that day', example: 12 }) new!: number;
  @ApiProperty({ description: 'Numbers whose last call was on that day, three days ago or longer', example: 9 }) retired!: number;
}

export class LikelyBlockDto {
  @ApiProperty({ example: '+86138•••', description: 'Its first digits; no more than of a member are shown' }) prefix!: string;
  @ApiProperty({ example: 10, description: 'Digits after + that the block shares' }) prefixDigits!: number;
  @ApiProperty({
    nullable: true, type: String, example: '+8613800138',
    description: 'All digits that its numbers begin with, for admins and siblings, who may act on it; null for moderators',
  })
  block!: string | null;
  @ApiProperty({ example: 0.31, description: 'That the next number is in it' }) probability!: number;
}

export class TieDto {
  @ApiProperty({ enum: RELATIONS, example: 'script' }) relation!: string;
  @ApiProperty({ description: 'Of the strongest such tie, 0–1', example: 0.7 }) strength!: number;
  @ApiProperty({ description: 'Members it is so tied to', example: 12 }) numbers!: number;
}

export class CampaignMemberDto {
  @ApiProperty({ example: '+86138•••8000' }) phoneNumber!: string;
  @ApiProperty({ format: 'date-time', description: 'When it was found to belong' }) since!: string;
  @ApiProperty({ format: 'date-time' }) firstCall!: string;
  @ApiProperty({ format: 'date-time' }) lastCall!: string;
  @ApiProperty({ type: [TieDto], description: 'Strongest first; empty for one that came along when campaigns were merged' }) ties!: TieDto[];
}

export class CampaignMembersDto {
  @ApiProperty({ type: [CampaignMemberDto], description: 'The latest to join first' }) items!: CampaignMemberDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class CampaignDossierDto extends CampaignSummaryDto {
  @ApiProperty({ nullable: true, type: String, format: 'uuid', description: 'The campaign it turned out to be part of; its figures are then those of before' })
  mergedInto!: string | null;
  @ApiProperty({ format: 'date-time', description: 'When it was found' }) openedAt!: string;
  @ApiProperty({ type: [Number], description: '24 counts of its calls, by hour on the callee’s clock' }) hourly!: readonly number[];
  @ApiProperty({ type: [TurnoverDto], description: 'The latest 60 days with any, ascending' }) turnover!: TurnoverDto[];
  @ApiProperty({ type: [LikelyBlockDto], description: 'Where its next number will come from; empty where its blocks do not tell' }) likelyNext!: LikelyBlockDto[];
  @ApiProperty() members!: CampaignMembersDto;
}
