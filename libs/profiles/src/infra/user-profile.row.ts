import { Column, Entity, PrimaryColumn } from 'typeorm';

const integer = { to: (value: number) => value, from: Number };

@Entity({ name: 'user_profile' })
export class UserProfileRow {
  @PrimaryColumn({ name: 'user_id', type: 'bigint', transformer: integer })
  userId!: number;

  @Column({ name: 'first_ms', type: 'bigint', transformer: integer })
  firstMs!: number;

  @Column({ name: 'last_ms', type: 'bigint', transformer: integer })
  lastMs!: number;

  @Column({ name: 'answered_ms', type: 'bigint', transformer: integer })
  answeredMs!: number;

  @Column({ name: 'timed_answered', type: 'integer' })
  timedAnswered!: number;

  @Column({ type: 'integer' })
  interactions!: number;

  @Column({ name: 'security_events', type: 'integer' })
  securityEvents!: number;

  @Column({ type: 'integer', array: true })
  incoming!: number[];

  @Column({ type: 'integer', array: true })
  outgoing!: number[];
}
