import { ApiProperty } from '@nestjs/swagger';
import { ACTIONS, REMOVABLE, VERDICTS } from '../core/index.js';

const count = { type: Number, nullable: true } as const;

export class ChangeDto {
  @ApiProperty({ example: 'fewer_spam_reports', description: 'Which evidence: docs/counterfactual.md lists them' }) what!: string;
  @ApiProperty({ ...count, example: 9 }) from!: number | null;
  @ApiProperty({ ...count, example: 3 }) to!: number | null;
  @ApiProperty({ example: 'if 6 users fewer had reported it as spam' }) text!: string;
}

export class OtherActionDto {
  @ApiProperty({ enum: ACTIONS, example: 'block' }) action!: string;
  @ApiProperty({ nullable: true, type: String, enum: ACTIONS, example: 'screen' }) actionAfter!: string | null;
  @ApiProperty({ type: [ChangeDto] }) changes!: readonly ChangeDto[];
  @ApiProperty({ nullable: true, type: String, description: 'Why there is no such change; null where there is' }) reason!: string | null;
}

export class CounterfactualDto {
  @ApiProperty({ enum: VERDICTS, example: 'spam' }) verdict!: string;
  @ApiProperty({ nullable: true, type: String, enum: VERDICTS, example: 'suspicious' }) verdictAfter!: string | null;
  @ApiProperty({ type: [ChangeDto], description: 'The smallest change, one or two kinds of evidence, that makes another verdict' }) changes!: readonly ChangeDto[];
  @ApiProperty({ nullable: true, type: String, description: 'Why there is no such change; null where there is' }) reason!: string | null;
  @ApiProperty({ type: [String], enum: REMOVABLE, example: ['crowd'], description: 'Of spam and suspicious: the fewest kinds of evidence without which the verdict would be another' }) restsOn!: readonly string[];
  @ApiProperty({ description: 'The same for the recommended action' }) action!: OtherActionDto;
}

export class ContributionDto {
  @ApiProperty({ example: 'short_share' }) feature!: string;
  @ApiProperty({ ...count, example: 0.92, description: 'null where missing' }) value!: number | null;
  @ApiProperty({ example: 0.41 }) contribution!: number;
}

export class ModelExplanationDto {
  @ApiProperty({ example: -1.2 }) base!: number;
  @ApiProperty({ type: [ContributionDto] }) contributions!: readonly ContributionDto[];
  @ApiProperty({ example: 2.4, description: 'base + contributions: the raw score of spam, before calibration' }) output!: number;
}
