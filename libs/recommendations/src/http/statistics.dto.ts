import { ApiProperty } from '@nestjs/swagger';
import { KINDS, MEASURES } from '../core/index.js';

class ShareDto {
  @ApiProperty({ type: Number, nullable: true, example: 0.31 }) value!: number | null;
  @ApiProperty({ example: 0.28, description: '95 % interval (Wilson)' }) lower!: number;
  @ApiProperty({ example: 0.34 }) upper!: number;
}

class RecommendationFiguresDto {
  @ApiProperty({ example: 1200, description: 'What ended and was proposed again counts each time' }) proposed!: number;
  @ApiProperty({ example: 900, description: 'Seen by their users' }) shown!: number;
  @ApiProperty({ example: 280, description: 'And not taken back' }) implemented!: number;
  @ApiProperty({ example: 120 }) dismissed!: number;
  @ApiProperty({ example: 300, description: 'By the clock, or because it held no longer' }) expired!: number;
  @ApiProperty({ example: 90, description: 'Also where it was taken back since' }) measured!: number;
  @ApiProperty({ example: 80 }) helpful!: number;
  @ApiProperty({ example: 9 }) notHelpful!: number;
  @ApiProperty({ type: ShareDto, description: 'Of those shown' }) implementedShare!: ShareDto;
  @ApiProperty({ type: ShareDto, description: 'Of those about which users said so' }) helpfulShare!: ShareDto;
  @ApiProperty({ type: Number, nullable: true, example: 4.2 }) meanRating!: number | null;
}

export class KindFiguresDto extends RecommendationFiguresDto {
  @ApiProperty({ enum: KINDS, example: 'block_spam' }) kind!: string;
}

export class PooledEffectDto {
  @ApiProperty({ enum: MEASURES, example: 'spam_taken' }) measure!: string;
  @ApiProperty({ example: 90, description: 'Effects that were measured; a user has one for each piece of advice' }) users!: number;
  @ApiProperty({ type: Number, nullable: true, example: -1.1, description: 'Mean change a day, users counting alike' }) meanPerDay!: number | null;
  @ApiProperty({ type: Number, nullable: true, example: -1.3, description: '95 % interval' }) lower!: number | null;
  @ApiProperty({ type: Number, nullable: true, example: -0.9 }) upper!: number | null;
}

export class EstimateDto {
  @ApiProperty({ example: 0.34, description: 'Reward a decision, 0–1' }) value!: number;
  @ApiProperty({ example: 0.31, description: '90 % interval' }) lower!: number;
  @ApiProperty({ example: 0.37 }) upper!: number;
  @ApiProperty({ example: 640.5 }) effectiveSampleSize!: number;
  @ApiProperty({ example: 900 }) decisions!: number;
}

export class RankingDto {
  @ApiProperty({ example: 2 }) version!: number;
  @ApiProperty() live!: boolean;
  @ApiProperty({ type: String, nullable: true, format: 'date-time', description: 'Null where it never was live, or has been from the beginning' }) liveSince!: string | null;
  @ApiProperty({ type: EstimateDto, nullable: true, description: 'Self-normalised inverse propensity scores' }) snips!: EstimateDto | null;
  @ApiProperty({ type: EstimateDto, nullable: true }) doublyRobust!: EstimateDto | null;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) evaluatedAt!: string | null;
}

export class RecommendationStatisticsDto extends RecommendationFiguresDto {
  @ApiProperty({ type: [KindFiguresDto] }) byKind!: KindFiguresDto[];
  @ApiProperty({ type: [PooledEffectDto] }) effects!: PooledEffectDto[];
  @ApiProperty({ type: [RankingDto] }) rankings!: RankingDto[];
  @ApiProperty({ format: 'date-time' }) asOf!: string;
}
