import type { MigrationInterface, QueryRunner } from 'typeorm';

interface AddedColumn {
  readonly table: string;
  readonly column: string;
  /** The SQL type that both engines read alike. */
  readonly type: string;
}

/**
 * A migration that adds one nullable column. By plain SQL, as TypeORM rebuilds a whole SQLite table for it; looks first,
 * because MySQL commits the column before the step is written down.
 */
export function addColumn(stamp: number, { table, column, type }: AddedColumn): new () => MigrationInterface {
  return class implements MigrationInterface {
    readonly name = `Add_${table}_${column}_${stamp}`;

    async up(runner: QueryRunner): Promise<void> {
      if (await runner.hasColumn(table, column)) return;
      await runner.query(`ALTER TABLE ${table} ADD COLUMN ${column} ${type}`);
    }

    async down(): Promise<void> {
      throw new Error('Migrations go forward only.');
    }
  };
}

/** A migration that adds several nullable columns of one table, each with the SQL type that both engines read alike. */
export function addColumns(
  stamp: number,
  table: string,
  columns: Readonly<Record<string, string>>,
): new () => MigrationInterface {
  return class implements MigrationInterface {
    readonly name = `Add_${table}_columns_${stamp}`;

    async up(runner: QueryRunner): Promise<void> {
      const known = new Set((await runner.getTable(table))?.columns.map(({ name }) => name));
      for (const [column, type] of Object.entries(columns))
        if (!known.has(column)) await runner.query(`ALTER TABLE ${table} ADD COLUMN ${column} ${type}`);
    }

    async down(): Promise<void> {
      throw new Error('Migrations go forward only.');
    }
  };
}
