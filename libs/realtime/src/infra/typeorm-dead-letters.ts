import { LessThan, type DataSource } from 'typeorm';
import { LETTERS_CHANNEL } from '../app/channels.js';
import { DeadLetters, type DeadLetter } from '../app/dead-letters.js';
import { DeadLetterRow } from './dead-letter.row.js';

export class TypeOrmDeadLetters extends DeadLetters {
  constructor(private readonly source: DataSource) {
    super();
  }

  list(before: number | undefined, limit: number): Promise<readonly DeadLetter[]> {
    return this.source.getRepository(DeadLetterRow).find({ where: before === undefined ? {} : { id: LessThan(before) }, order: { id: 'DESC' }, take: limit });
  }

  requestReplay(id: number): Promise<DeadLetter | undefined> {
    return this.source.transaction(async (manager) => {
      await manager.update(DeadLetterRow, { id, state: 'waiting' }, { state: 'replaying' });
      await manager.query(`SELECT pg_notify('${LETTERS_CHANNEL}', '')`);
      return (await manager.findOneBy(DeadLetterRow, { id })) ?? undefined;
    });
  }
}
