import { ApiProperty } from '@nestjs/swagger';

const figure = (example: number, description?: string) => ({ nullable: true, type: Number, example, ...(description !== undefined && { description }) }) as const;

export class ThroughputDto {
  @ApiProperty({ example: 120.5, description: 'Events accepted by the process that answers, over the last minute' }) acceptedPerSecond!: number;
  @ApiProperty({ example: 119.8, description: 'Events folded by all workers' }) foldedPerSecond!: number;
  @ApiProperty({ example: 182_000, description: 'By the process that answers, since it started' }) accepted!: number;
  @ApiProperty({ example: 12 }) rejected!: number;
}

export class LatencyQuantilesDto {
  @ApiProperty(figure(14)) p50!: number | null;
  @ApiProperty(figure(48)) p95!: number | null;
  @ApiProperty(figure(90)) p99!: number | null;
}

export class LagDto {
  @ApiProperty({ example: 3, description: 'Events in the log that are not folded yet' }) events!: number;
  @ApiProperty({ description: 'From accepted to visible, over the last minute' }) latencyMs!: LatencyQuantilesDto;
  @ApiProperty({ example: 0.01, description: 'Share of the buffer before the log that is in use' }) bufferUse!: number;
}

export class CacheUseDto {
  @ApiProperty({ example: 'hearsay' }) name!: string;
  @ApiProperty({ example: 9120 }) hits!: number;
  @ApiProperty({ example: 480 }) misses!: number;
  @ApiProperty(figure(0.95, 'Null before the first question')) hitRate!: number | null;
}

export class QueueStandingDto {
  @ApiProperty({ example: 'model-training' }) queue!: string;
  @ApiProperty({ example: 0 }) waiting!: number;
  @ApiProperty({ example: 1 }) active!: number;
  @ApiProperty({ example: 1 }) delayed!: number;
  @ApiProperty({ example: 0 }) failed!: number;
}

export class ModelStandingDto {
  @ApiProperty({ example: 'spam_classifier' }) name!: string;
  @ApiProperty({ example: 'classification' }) modelType!: string;
  @ApiProperty({ example: 3 }) versions!: number;
  @ApiProperty(figure(3, 'Version that is served')) champion!: number | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When the latest version was made' }) latestAt!: string | null;
  @ApiProperty({ example: 0 }) openAlerts!: number;
}

export class TableSizeDto {
  @ApiProperty({ example: 'event' }) table!: string;
  @ApiProperty({ example: 1_310_720, description: 'With its indexes and partitions' }) bytes!: number;
  @ApiProperty(figure(9_800, 'As the statistics have it; null where they have not seen the table')) rows!: number | null;
}

export class StorageDto {
  @ApiProperty({ example: 52_428_800 }) databaseBytes!: number;
  @ApiProperty({ type: [TableSizeDto], description: 'The twenty largest' }) tables!: readonly TableSizeDto[];
}

export class SystemMetricsDto {
  @ApiProperty() throughput!: ThroughputDto;
  @ApiProperty() lag!: LagDto;
  @ApiProperty({ type: [CacheUseDto], description: 'Of the process that answers' }) caches!: CacheUseDto[];
  @ApiProperty({ type: [QueueStandingDto] }) queues!: QueueStandingDto[];
  @ApiProperty({ type: [ModelStandingDto] }) models!: ModelStandingDto[];
  @ApiProperty() storage!: StorageDto;
  @ApiProperty({ format: 'date-time' }) asOf!: string;
}
