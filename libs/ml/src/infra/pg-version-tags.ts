import type { Clock } from '#kernel';
import { texts, type Database, type Statement } from '#platform/database';
import { VersionTags, type TagChange, type Tags } from '../app/version-tags.js';
import { recordStep } from './watching/audit-row.js';

const OF: Statement = { name: 'model_version_tags', text: 'SELECT version, json_object_agg(tag, value ORDER BY tag) FROM model_version_tag WHERE name = $1 GROUP BY version' };

const LOCK: Statement = { name: 'model_version_tags_lock', text: 'SELECT version FROM model_version WHERE name = $1 AND version = $2 FOR NO KEY UPDATE' };

const REMOVE: Statement = { name: 'model_version_tags_remove', text: 'DELETE FROM model_version_tag WHERE name = $1 AND version = $2 AND tag = ANY($3::text[])' };

const ADD: Statement = {
  name: 'model_version_tags_add',
  text: `INSERT INTO model_version_tag (name, version, tag, value) SELECT $1, $2, t.tag, t.value FROM unnest($3::text[], $4::text[]) AS t(tag, value)`,
};

export class PgVersionTags extends VersionTags {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  async of(name: string): Promise<ReadonlyMap<number, Tags>> {
    return new Map((await this.database.rows(OF, [name])).map(([version, tags]) => [version as number, tags as unknown as Tags]));
  }

  change({ name, version, tags, by }: TagChange): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      if ((await tx.rows(LOCK, [name, version])).length === 0) return false;
      const written = Object.entries(tags).filter((entry): entry is [string, string] => entry[1] !== null);
      await tx.rows(REMOVE, [name, version, texts(Object.keys(tags))]);
      await tx.rows(ADD, [name, version, texts(written.map(([tag]) => tag)), texts(written.map(([, value]) => value))]);
      await recordStep(tx, { model: name, version, action: 'tagged', by, reason: 'as asked', details: { tags } }, this.clock.now());
      return true;
    });
  }
}
