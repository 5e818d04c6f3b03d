import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

/** A migration that adds one index; looks first, because MySQL commits the index before the step is written down. */
export function addIndex(stamp: number, table: string, columns: readonly string[]): new () => MigrationInterface {
  const name = `ix_${table}_${columns.slice(0, 2).join('_')}`;
  return class implements MigrationInterface {
    readonly name = `Index_${table}_${stamp}`;

    async up(runner: QueryRunner): Promise<void> {
      const known = (await runner.getTable(table))?.indices ?? [];
      if (known.some((index) => index.name === name)) return;
      await runner.createIndex(table, new TableIndex({ name, columnNames: [...columns] }));
    }

    async down(): Promise<void> {
      throw new Error('Migrations go forward only.');
    }
  };
}
