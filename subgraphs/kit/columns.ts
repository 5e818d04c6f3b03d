import { Column, PrimaryColumn, type TableColumnOptions, VersionColumn } from 'typeorm';

/**
 * The column types of every entity and every migration, the same on SQLite and MySQL. SQLite enforces no length, so
 * lengths are checked in code. Instants are UTC with milliseconds, days are `YYYY-MM-DD`.
 */
const types = {
  id: { type: 'varchar', length: '26' },
  text: (length: number) => ({ type: 'varchar', length: String(length) }) as const,
  instant: { type: 'datetime', precision: 3 },
  day: { type: 'date' },
  flag: { type: 'boolean' },
  whole: { type: 'integer' },
  long: { type: 'text' },
} as const;

interface Nullable {
  readonly nullable?: boolean;
}

/** Decorators for entities. */
export const col = {
  id: (): PropertyDecorator => PrimaryColumn({ name: 'id', type: 'varchar', length: 26 }),
  key: (name: string, length = 26): PropertyDecorator => PrimaryColumn({ name, type: 'varchar', length }),
  wholeKey: (name: string): PropertyDecorator => PrimaryColumn({ name, type: 'integer' }),
  ref: (name: string, options: Nullable = {}): PropertyDecorator =>
    Column({ name, type: 'varchar', length: 26, ...options }),
  text: (name: string, length: number, options: Nullable = {}): PropertyDecorator =>
    Column({ name, type: 'varchar', length, ...options }),
  instant: (name: string, options: Nullable = {}): PropertyDecorator =>
    Column({ name, type: 'datetime', precision: 3, ...options }),
  day: (name: string, options: Nullable = {}): PropertyDecorator => Column({ name, type: 'date', ...options }),
  flag: (name: string, options: Nullable = {}): PropertyDecorator => Column({ name, type: 'boolean', ...options }),
  whole: (name: string, options: Nullable = {}): PropertyDecorator => Column({ name, type: 'integer', ...options }),
  long: (name: string, options: Nullable = {}): PropertyDecorator => Column({ name, type: 'text', ...options }),
  list: (name: string, options: Nullable = {}): PropertyDecorator => Column({ name, type: 'simple-json', ...options }),
  version: (): PropertyDecorator => VersionColumn({ name: 'version', type: 'integer' }),
};

/** Column options for migrations; `nullable` is false unless said. */
export const ddl = {
  id: (name = 'id'): TableColumnOptions => ({ name, ...types.id, isPrimary: true }),
  key: (name: string, length = 26): TableColumnOptions => ({ name, ...types.text(length), isPrimary: true }),
  wholeKey: (name: string): TableColumnOptions => ({ name, ...types.whole, isPrimary: true }),
  ref: (name: string, options: { isNullable?: boolean } = {}): TableColumnOptions => ({
    name,
    ...types.id,
    ...options,
  }),
  text: (name: string, length: number, options: { isNullable?: boolean } = {}): TableColumnOptions => ({
    name,
    ...types.text(length),
    ...options,
  }),
  instant: (name: string, options: { isNullable?: boolean } = {}): TableColumnOptions => ({
    name,
    ...types.instant,
    ...options,
  }),
  day: (name: string, options: { isNullable?: boolean } = {}): TableColumnOptions => ({
    name,
    ...types.day,
    ...options,
  }),
  flag: (name: string, options: { isNullable?: boolean } = {}): TableColumnOptions => ({
    name,
    ...types.flag,
    ...options,
  }),
  whole: (name: string, options: { isNullable?: boolean } = {}): TableColumnOptions => ({
    name,
    ...types.whole,
    ...options,
  }),
  long: (name: string, options: { isNullable?: boolean } = {}): TableColumnOptions => ({
    name,
    ...types.long,
    ...options,
  }),
};
