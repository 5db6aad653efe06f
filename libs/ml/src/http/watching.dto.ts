import { ApiProperty } from '@nestjs/swagger';

export class WatchReportDto {
  @ApiProperty({ example: 1 }) alertsRaised!: number;
  @ApiProperty({ example: 0 }) alertsCleared!: number;
  @ApiProperty({ description: 'Logged predictions that the challenger has now answered too', example: 812 }) shadowScored!: number;
  @ApiProperty({ description: 'Predictions with a label that the promotion test has now counted', example: 120 }) pairs!: number;
  @ApiProperty({ enum: ['promote', 'keep', 'undecided'], nullable: true, type: String, description: 'Null where nothing was tested' }) decision!: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'The version that is champion again', example: null }) rolledBackTo!: number | null;
}

export class AlertDto {
  @ApiProperty({ example: '12' }) id!: string;
  @ApiProperty({ example: 'spam_classifier' }) model!: string;
  @ApiProperty({ example: 3 }) version!: number;
  @ApiProperty({ enum: ['feature_drift', 'score_drift', 'performance'] }) kind!: string;
  @ApiProperty({ description: 'The feature that drifted, or the figure that fell', example: 'short_share' }) subject!: string;
  @ApiProperty({ example: 0.31 }) value!: number;
  @ApiProperty({ example: 0.25 }) threshold!: number;
  @ApiProperty({ format: 'date-time' }) raisedAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null while it is open' }) clearedAt!: string | null;
}

export class AlertsDto {
  @ApiProperty({ type: [AlertDto] }) items!: AlertDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class AuditRowDto {
  @ApiProperty({ example: '57' }) id!: string;
  @ApiProperty({ type: Number, nullable: true, example: 3 }) version!: number | null;
  @ApiProperty({ example: 'rolled_back' }) action!: string;
  @ApiProperty({ format: 'date-time' }) actedAt!: string;
  @ApiProperty({ example: 'service' }) actedBy!: string;
  @ApiProperty({ example: 'the auc of version 3 is 0.71, past its floor of 0.85' }) reason!: string;
  @ApiProperty({ type: Object, example: { from: 3, to: 2 } }) details!: object;
}

export class AuditDto {
  @ApiProperty({ type: [AuditRowDto] }) items!: AuditRowDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
