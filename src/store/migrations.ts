/**
 * The shape of the database, step by step. A step that was released is never edited: a change is a new step with a
 * name that sorts later. Steps must run on SQLite and PostgreSQL.
 */
import { type CreateTableBuilder, type Kysely, type Migration, Migrator, sql } from 'kysely';
import { PilcrowError } from '../base/errors.js';
import type { Tables } from './tables.js';

export type Dialect = 'sqlite' | 'postgres';

/**
 * Brings the database to the newest shape; does nothing when it is there. On PostgreSQL safe from several processes at
 * once; on SQLite the caller holds the write lock.
 */
export async function migrate(db: Kysely<Tables>, dialect: Dialect): Promise<void> {
  const migrator = new Migrator({ db: db.withoutPlugins(), provider: { getMigrations: async () => steps(dialect) } });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  if (error instanceof Error && error.message.startsWith('corrupted migrations')) {
    throw new PilcrowError('store-failed', 'The database was written by a newer Pilcrow.', {
      hint: 'Update Pilcrow, or give this one its own DATA_DIR or DATABASE_URL.',
      cause: error,
    });
  }
  throw error;
}

function steps(dialect: Dialect): Record<string, Migration> {
  return {
    '0001-first-form': { up: (db) => firstForm(db, dialect) },
    '0002-installations': { up: (db) => installations(db, dialect) },
    '0003-spending': { up: (db) => spending(db, dialect) },
    '0004-records': { up: (db) => records(db, dialect) },
  };
}

async function records(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const whole = dialect === 'postgres' ? 'bigint' : 'integer';
  const table = db.schema.createTable('record_entry');
  const numbered =
    dialect === 'postgres'
      ? table.addColumn('seq', 'bigserial', (column) => column.primaryKey())
      : table.addColumn('seq', 'integer', (column) => column.primaryKey().autoIncrement());

  await numbered
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('tenant', 'text', (column) => column.notNull())
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('data', 'text', (column) => column.notNull())
    .addColumn('keeps', whole, (column) => column.notNull())
    .addColumn('saved_at', whole, (column) => column.notNull())
    .addUniqueConstraint('record_entry_once', ['platform', 'tenant', 'kind', 'id'])
    .execute();
  const index = (name: string) => db.schema.createIndex(name).on('record_entry');
  await index('record_entry_by_person').columns(['platform', 'tenant', 'person']).execute();
  await index('record_entry_by_kind').column('kind').execute();
  await index('record_entry_by_age').column('saved_at').where(sql.ref('keeps'), '=', sql.lit(0)).execute();
}

async function spending(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const whole = dialect === 'postgres' ? 'bigint' : 'integer';
  const numbered = (table: string): CreateTableBuilder<string, 'seq'> =>
    dialect === 'postgres'
      ? db.schema.createTable(table).addColumn('seq', 'bigserial', (column) => column.primaryKey())
      : db.schema.createTable(table).addColumn('seq', 'integer', (column) => column.primaryKey().autoIncrement());

  await numbered('model_request')
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('tenant', 'text', (column) => column.notNull())
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('at', whole, (column) => column.notNull())
    .addColumn('model', 'text', (column) => column.notNull())
    .addColumn('micros', whole, (column) => column.notNull())
    .addColumn('input_tokens', whole, (column) => column.notNull())
    .addColumn('output_tokens', whole, (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('model_request_by_age').on('model_request').column('at').execute();

  await numbered('model_answer')
    .addColumn('at', whole, (column) => column.notNull())
    .addColumn('written', whole, (column) => column.notNull())
    .addColumn('stood', whole, (column) => column.notNull())
    .addColumn('repaired', whole, (column) => column.notNull())
    .addColumn('dropped', whole, (column) => column.notNull())
    .addColumn('fell_back', whole, (column) => column.notNull())
    .execute();
  await db.schema.createIndex('model_answer_by_age').on('model_answer').column('at').execute();
}

async function installations(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await db.schema
    .createTable('installation')
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('tenant', 'text', (column) => column.notNull())
    .addColumn('data', 'text', (column) => column.notNull())
    .addColumn('saved_at', dialect === 'postgres' ? 'bigint' : 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('installation_once', ['platform', 'tenant'])
    .execute();
}

async function firstForm(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const whole = dialect === 'postgres' ? 'bigint' : 'integer';
  const placed = (table: string): CreateTableBuilder<string, 'platform' | 'tenant' | 'place'> =>
    db.schema
      .createTable(table)
      .addColumn('platform', 'text', (column) => column.notNull())
      .addColumn('tenant', 'text', (column) => column.notNull())
      .addColumn('place', 'text', (column) => column.notNull());
  const numbered = (table: string): ReturnType<typeof placed> =>
    dialect === 'postgres'
      ? placed(table).addColumn('seq', 'bigserial', (column) => column.primaryKey())
      : placed(table).addColumn('seq', 'integer', (column) => column.primaryKey().autoIncrement());

  await numbered('turn')
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('is_private', whole, (column) => column.notNull())
    .addColumn('question', 'text', (column) => column.notNull())
    .addColumn('answer', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('cited', 'text', (column) => column.notNull())
    .addColumn('asked_at', whole, (column) => column.notNull())
    .addUniqueConstraint('turn_once', ['platform', 'tenant', 'place', 'id'])
    .execute();
  await db.schema.createIndex('turn_by_person').on('turn').columns(['platform', 'tenant', 'person']).execute();
  await db.schema.createIndex('turn_by_age').on('turn').column('asked_at').execute();

  await placed('setting')
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('setting_once', ['platform', 'tenant', 'place', 'person', 'key'])
    .execute();

  await placed('claim')
    .addColumn('event', 'text', (column) => column.notNull())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('payload', 'text', (column) => column.notNull())
    .addColumn('claimed_at', whole, (column) => column.notNull())
    .addColumn('held_until', whole, (column) => column.notNull())
    .addColumn('tries', whole, (column) => column.notNull())
    .addColumn('is_done', whole, (column) => column.notNull())
    .addPrimaryKeyConstraint('claim_once', ['platform', 'tenant', 'place', 'event'])
    .execute();
  await db.schema.createIndex('claim_by_age').on('claim').column('claimed_at').execute();
  await db.schema
    .createIndex('claim_open')
    .on('claim')
    .columns(['platform', 'held_until'])
    .where(sql.ref('is_done'), '=', sql.lit(0))
    .execute();

  await db.schema
    .createTable('alias')
    .addColumn('essay', 'text', (column) => column.notNull())
    .addColumn('from_version', 'text', (column) => column.notNull())
    .addColumn('to_version', 'text', (column) => column.notNull())
    .addColumn('moves', 'text', (column) => column.notNull())
    .addColumn('recorded_at', whole, (column) => column.notNull())
    .addPrimaryKeyConstraint('alias_once', ['essay', 'from_version'])
    .execute();

  await numbered('feedback')
    .addColumn('turn', 'text', (column) => column.notNull())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('verdict', 'text', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addColumn('given_at', whole, (column) => column.notNull())
    .addUniqueConstraint('feedback_once', ['platform', 'tenant', 'place', 'turn', 'person'])
    .execute();

  await numbered('audit')
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('subject', 'text')
    .addColumn('details', 'text', (column) => column.notNull())
    .addColumn('at', whole, (column) => column.notNull())
    .execute();
  await db.schema.createIndex('audit_by_tenant').on('audit').columns(['platform', 'tenant', 'seq']).execute();
}
