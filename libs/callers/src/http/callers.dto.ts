import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString, Length } from 'class-validator';
import { FreeText, MayBeAbsent } from '#platform/http';
import { FEEDBACK_LABELS, SPAM_CATEGORIES, type FeedbackLabel, type SpamCategory } from '#realtime/core';
import { NUMBER_SERVICES } from '#privacy';
import { RELATIONS } from '../core/campaigns/index.js';
import { ACTIONS, BLOCK_SIZES, PARTS, VERDICTS } from '../core/index.js';
import { CounterfactualDto, ModelExplanationDto } from './explanation.dto.js';

const example = (value: unknown) => ({ nullable: true, type: Number, example: value }) as const;

export class EvidenceDto {
  @ApiProperty({ description: 'Calls with the number, either direction', example: 212 }) calls!: number;
  @ApiProperty({ description: 'Distinct users', example: 180 }) users!: number;
  @ApiProperty({ description: 'Users whose latest word on it is spam, counted among the 500 registered first', example: 9 }) reporters!: number;
  @ApiProperty({ nullable: true, type: String, format: 'date-time' }) firstSeen!: string | null;
  @ApiProperty({ nullable: true, type: String, format: 'date-time' }) lastSeen!: string | null;
}

export class ReasonDto {
  @ApiProperty({ example: 'many_short_calls' }) code!: string;
  @ApiProperty({ enum: PARTS, description: 'What kind of evidence it rests on' }) part!: string;
  @ApiProperty({ description: 'Signed log-odds; all of them add up to `score`', example: 0.31 }) contribution!: number;
  @ApiProperty({ example: '92 % of calls ended within 10 s' }) text!: string;
}

export class BehaviorDto {
  @ApiProperty(example(41.2)) callsPerDay!: number | null;
  @ApiProperty(example(0.31)) answerRate!: number | null;
  @ApiProperty(example(9.4)) averageDurationSeconds!: number | null;
  @ApiProperty({ ...example(0.8), description: 'Calls on further days, and straight after being turned away' }) persistence!: number | null;
  @ApiProperty(example(0.7)) aggression!: number | null;
  @ApiProperty({ ...example(0.6), description: 'How alike the lengths of its calls are' }) scriptedness!: number | null;
  @ApiProperty({ ...example(0.1), description: 'Share of its missed calls that rang under 3 s' }) oneRing!: number | null;
  @ApiProperty({ ...example(1), description: '1 where it looks like a neighbour of the number it calls; null where that is not known' }) neighbourSpoofing!: number | null;
  @ApiProperty({ type: [Number], description: '24 counts of the calls it made, by hour on the callee’s clock' }) hourly!: readonly number[];
}

export class RangeDto {
  @ApiProperty({ description: 'Digits after + that its block of 100 shares', example: 11 }) prefixDigits!: number;
  @ApiProperty({ description: 'Numbers of the block that called someone, about', example: 12 }) members!: number;
  @ApiProperty({ ...example(0.9), description: 'Lower 95 % bound of the share of bad calls and reports; null where nothing is left of any' }) spamShare!: number | null;
}

export class MarkDto {
  @ApiProperty({ example: 12.4 }) bad!: number;
  @ApiProperty({ example: 1.5 }) good!: number;
}

export class BlockDto extends RangeDto {
  @ApiProperty({ enum: BLOCK_SIZES, example: 1000, description: 'What is said of it leaves out the next narrower block, and of ten numbers the number itself' }) size!: number;
  @ApiProperty({ description: 'Users its numbers had calls with, about', example: 90 }) users!: number;
  @ApiProperty({ type: MarkDto, description: 'Calls and reports, half of which fade in 14 days' }) heat!: MarkDto;
  @ApiProperty({ type: MarkDto, description: 'The same, half of which fade in 120 days' }) evidence!: MarkDto;
}

export class NumberReputationDto {
  @ApiProperty({ description: 'Users it had calls with', example: 30 }) users!: number;
  @ApiProperty({ type: MarkDto, description: 'Its calls with established users and their reports, half of which fade in 14 days' }) heat!: MarkDto;
  @ApiProperty({ type: MarkDto, description: 'The same, half of which fade in 120 days' }) evidence!: MarkDto;
  @ApiProperty({ ...example(0.8), description: 'Lower 95 % bound of the share of bad calls and reports; null where nothing is left of any' }) spamShare!: number | null;
}

export class RelatedDto {
  @ApiProperty({ example: '+86138•••8001' }) phoneNumber!: string;
  @ApiProperty({ enum: RELATIONS, example: 'script' }) relation!: string;
  @ApiProperty({ example: 0.8 }) strength!: number;
}

export class CampaignDto {
  @ApiProperty() id!: string;
  @ApiProperty() numbers!: number;
  @ApiProperty() users!: number;
}

export class NetworkDto {
  @ApiProperty({ nullable: true, type: NumberReputationDto, description: 'What is left of its own calls and reports; null where there were no calls' }) number!: NumberReputationDto | null;
  @ApiProperty({ nullable: true, type: RangeDto, description: 'Of `ranges`, the block of 100' }) range!: RangeDto | null;
  @ApiProperty({ type: [BlockDto], description: 'The blocks around it, narrowest first' }) ranges!: readonly BlockDto[];
  @ApiProperty({ type: [RelatedDto], description: 'Numbers it has most to do with, strongest first' }) related!: readonly RelatedDto[];
  @ApiProperty({ nullable: true, type: CampaignDto, description: 'That the number acts in' }) campaign!: CampaignDto | null;
}

export class OpenDisputeStateDto {
  @ApiProperty({ enum: ['open'], example: 'open' }) state!: 'open';
  @ApiProperty({ format: 'date-time', description: 'A moderator is to decide by then' }) deadline!: string;
  @ApiProperty({ description: 'Whether reports count for nothing until then', example: true }) suspends!: boolean;
}

export class VerdictModelDto {
  @ApiProperty({ description: '`evidence_score` where no model can be asked', example: 'spam_classifier' }) name!: string;
  @ApiProperty({ example: 3 }) version!: number;
}

export class NumberDto {
  @ApiProperty({ nullable: true, type: Boolean, example: true, description: 'Whether the numbering plan gives such numbers out; null for a withheld one' }) valid!: boolean | null;
  @ApiProperty({ nullable: true, type: String, enum: NUMBER_SERVICES, example: null, description: 'What it is for, where that is more than reaching somebody' }) service!: string | null;
}

export class CallerVerdictDto {
  @ApiProperty({ example: '+8613800138000', description: '`anonymous` where the number is withheld' }) phoneNumber!: string;
  @ApiProperty({ nullable: true, type: String, example: 'CN' }) country!: string | null;
  @ApiProperty({ example: 'mobile' }) numberType!: string;
  @ApiProperty() number!: NumberDto;
  @ApiProperty({ enum: VERDICTS, example: 'spam' }) verdict!: string;
  @ApiProperty({ ...example(0.97), description: 'null where nothing at all is known' }) spamProbability!: number | null;
  @ApiProperty({ nullable: true, type: [Number], example: [0.94, 0.99] }) probabilityInterval!: readonly [number, number] | null;
  @ApiProperty({ ...example(3.4761), description: 'Log-odds of spamProbability: the sum of all contributions' }) score!: number | null;
  @ApiProperty({ nullable: true, type: String, enum: SPAM_CATEGORIES, example: 'loan' }) category!: string | null;
  @ApiProperty() evidence!: EvidenceDto;
  @ApiProperty({ type: [ReasonDto] }) reasons!: readonly ReasonDto[];
  @ApiProperty() behavior!: BehaviorDto;
  @ApiProperty() network!: NetworkDto;
  @ApiProperty({ enum: ACTIONS, example: 'block' }) recommendedAction!: string;
  @ApiProperty({ example: 'strategy:moderate', description: 'contact, emergency, whitelist, rule:<id>, own_feedback or strategy:<name>' }) decidedBy!: string;
  @ApiProperty({ type: [String], example: ['office-hours'], description: 'Ids of the user’s rules that match, also of those that decide nothing' }) matchedRules!: readonly string[];
  @ApiProperty({ ...example(null), description: 'How many accounts made today, all saying the opposite or each with one call that does, would change the verdict; null where a million would not, and for `unknown`' }) attackCost!: number | null;
  @ApiProperty({ nullable: true, type: OpenDisputeStateDto, description: 'Of its reports, where one is open' }) dispute!: OpenDisputeStateDto | null;
  @ApiProperty({ ...example(0.0002), description: 'At most this share of legitimate calls scores as high (95 %); null where a strategy never blocks: not spam, or too little known of the number itself' }) falseBlockBound!: number | null;
  @ApiProperty({ nullable: true, type: CounterfactualDto, description: 'With `explain=counterfactual`' }) counterfactual!: CounterfactualDto | null;
  @ApiProperty({ nullable: true, type: ModelExplanationDto, description: 'With `explain=model`, where a model was asked' }) modelExplanation!: ModelExplanationDto | null;
  @ApiProperty() model!: VerdictModelDto;
  @ApiProperty({ format: 'date-time' }) asOf!: string;
}

export class FeedbackDto {
  @ApiProperty({ example: 'u-17' })
  @IsString()
  @Length(1, 128)
  userId!: string;

  @ApiProperty({ enum: FEEDBACK_LABELS, example: 'spam' })
  @IsIn(FEEDBACK_LABELS, { message: `label must be one of ${FEEDBACK_LABELS.join(', ')}` })
  label!: FeedbackLabel;

  @ApiPropertyOptional({ enum: SPAM_CATEGORIES, example: 'loan', description: 'What the spam is about; with `not_spam` a 400' })
  @MayBeAbsent()
  @IsIn(SPAM_CATEGORIES, { message: `category must be one of ${SPAM_CATEGORIES.join(', ')}` })
  category?: SpamCategory;

  @ApiPropertyOptional({ maxLength: 1000, example: 'Offered me a loan' })
  @MayBeAbsent()
  @FreeText(1000)
  comment?: string;
}

export class FeedbackReceiptDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
}
