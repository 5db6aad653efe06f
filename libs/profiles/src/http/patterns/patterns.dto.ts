import { ApiProperty } from '@nestjs/swagger';
import { PATTERN_KINDS } from '../../core/patterns/pattern.js';

export class EffectSizeDto {
  @ApiProperty({ example: 'share_difference' }) measure!: string;
  @ApiProperty({ example: 0.47 }) value!: number;
}

export class PatternTextDto {
  @ApiProperty({ example: '52 % of your calls come at night (midnight to six); 5 % would be usual.' }) en!: string;
  @ApiProperty({ example: '您有 52 % 的通话在凌晨（0–6 点），通常约为 5 %。' }) 'zh-CN'!: string;
}

export class PatternDto {
  @ApiProperty({ enum: PATTERN_KINDS }) kind!: string;
  @ApiProperty({ example: 'temporal.night.more', description: 'Never changes its meaning' }) code!: string;
  @ApiProperty({ example: 210, description: 'Sessions it shows in: calls of one number within 30 minutes count once' }) support!: number;
  @ApiProperty() effectSize!: EffectSizeDto;
  @ApiProperty({ example: 0.9999, description: '1 − q' }) confidence!: number;
  @ApiProperty({ example: 'binomial', description: 'The test behind it' }) test!: string;
  @ApiProperty({ example: 1e-9 }) pValue!: number;
  @ApiProperty({ example: 2e-8, description: 'Share of false discoveries among what is told, by Benjamini and Hochberg over all tests made of the user' }) qValue!: number;
  @ApiProperty({ format: 'date-time' }) firstSeen!: string;
  @ApiProperty({ format: 'date-time' }) lastSeen!: string;
  @ApiProperty() text!: PatternTextDto;
  @ApiProperty({ type: 'object', additionalProperties: { oneOf: [{ type: 'number' }, { type: 'string' }] }, example: { share: 0.52, expected: 0.05, against: 'platform' } })
  detail!: Readonly<Record<string, number | string>>;
}

export class PatternsDto {
  @ApiProperty({ example: 'u-17' }) userId!: string;
  @ApiProperty({ type: [PatternDto], description: 'The surest first' }) items!: PatternDto[];
  @ApiProperty({ example: 1240, description: 'Calls they were sought in: the newest 20,000 of the last 180 days' }) calls!: number;
  @ApiProperty({ example: 180 }) days!: number;
  @ApiProperty({ example: 200, description: 'Users compared with; under 20 nothing is compared with others' }) comparedUsers!: number;
  @ApiProperty({ format: 'date-time' }) asOf!: string;
}
