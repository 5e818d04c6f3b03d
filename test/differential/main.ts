import { parseArgs } from 'node:util';
import { compare, type Difference, type Report } from './compare';

/** `npm run differential`: random operations by both paths; 1 when one is answered otherwise. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { operations: { type: 'string' }, seed: { type: 'string' } } });
  const operations = Number(values.operations ?? 2000);
  const seed = values.seed ?? String(Date.now());
  process.stdout.write(`seed ${seed}\n`);
  const report = await quietly(() => compare({ operations, seed }));
  const { differences, ...counts } = report;
  process.stdout.write(`${JSON.stringify(counts)}\n`);
  for (const difference of differences)
    process.stdout.write(`${described(difference)}\nAgain: ${command(report, seed)}\n`);
  process.exitCode = differences.length === 0 ? 0 : 1;
}

/** The gateway logs each fault that it meets; here they are made. */
async function quietly(work: () => Promise<Report>): Promise<Report> {
  const { write } = process.stderr;
  process.stderr.write = () => true;
  return work().finally(() => {
    process.stderr.write = write;
  });
}

function described({ subgraphs, operation, faults, reference, compiled }: Difference): string {
  return [
    subgraphs,
    operation.query,
    JSON.stringify(operation.variables),
    JSON.stringify(faults),
    `reference: ${reference}`,
    `compiled:  ${compiled}`,
  ].join('\n');
}

function command({ operations }: Report, seed: string): string {
  return `npm run differential -- --operations ${operations} --seed ${seed}`;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : 'differential failed'}\n`);
  process.exitCode = 1;
});
