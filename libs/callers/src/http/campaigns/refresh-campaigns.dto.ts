import { ApiProperty } from '@nestjs/swagger';

export class CampaignsOrderedDto {
  @ApiProperty({ example: '17' }) jobId!: string;
}
