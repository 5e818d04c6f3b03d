import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';

interface TableParts {
  readonly columns: readonly TableColumnOptions[];
  /** `[column, …]` lists, each an index of its own. */
  readonly indices?: readonly (readonly string[])[];
  readonly uniques?: readonly (readonly string[])[];
  /** Column → `table` whose `id` (or the column named behind a dot) it must name. */
  readonly references?: Readonly<Record<string, string>>;
}

/** A migration that creates one table: MySQL commits each statement by itself, so a step must not be half done. */
export function createTable(stamp: number, name: string, parts: TableParts): new () => MigrationInterface {
  const table = tableOf(name, parts);
  return class implements MigrationInterface {
    readonly name = `Create_${name}_${stamp}`;

    async up(runner: QueryRunner): Promise<void> {
      await runner.createTable(table.clone(), true);
    }

    async down(): Promise<void> {
      throw new Error('Migrations go forward only.');
    }
  };
}

function tableOf(name: string, parts: TableParts): Table {
  return new Table({
    name,
    columns: [...parts.columns],
    indices: [
      ...(parts.indices ?? []).map((columns) => ({
        name: `ix_${name}_${columns.slice(0, 2).join('_')}`,
        columnNames: [...columns],
      })),
      ...(parts.uniques ?? []).map((columns) => ({
        name: `ux_${name}_${columns.slice(0, 2).join('_')}`,
        columnNames: [...columns],
        isUnique: true,
      })),
    ],
    foreignKeys: Object.entries(parts.references ?? {}).map(([column, target]) => {
      const [referencedTableName = target, referenced = 'id'] = target.split('.');
      return {
        name: `fk_${name}_${column}`,
        columnNames: [column],
        referencedTableName,
        referencedColumnNames: [referenced],
        onDelete: 'RESTRICT',
      };
    }),
  });
}
