import { Column, Entity, PrimaryColumn } from 'typeorm';

const integer = { to: (value: number) => value, from: Number };

@Entity({ name: 'dead_letter' })
export class DeadLetterRow {
  @PrimaryColumn({ type: 'bigint', transformer: integer })
  id!: number;

  @Column({ name: 'event_id', type: 'uuid' })
  eventId!: string;

  @Column({ type: 'smallint' })
  kind!: number;

  @Column({ type: 'text' })
  reason!: string;

  @Column({ type: 'integer' })
  attempts!: number;

  @Column({ name: 'failed_ms', type: 'bigint', transformer: integer })
  failedAtMs!: number;

  @Column({ name: 'received_ms', type: 'bigint', transformer: integer })
  receivedAtMs!: number;

  @Column({ type: 'text' })
  state!: 'waiting' | 'replaying' | 'replayed';
}
