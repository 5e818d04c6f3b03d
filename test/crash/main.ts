import 'reflect-metadata';
import { dropLogs } from '../kit/dropLogs';
import { mariadbOfOurOwn } from '../kit/mariadb';
import { readArguments } from './arguments';
import { type CrashResult, runCrashes } from './run';

/**
 * `npm run crash`: kills the warrant desk under load again and again, on each engine, and looks for anything that is
 * half done or forgotten. Prints a line a round, then one line of JSON; exit 1 when something was found.
 */
async function main(): Promise<number> {
  const { rounds, seed, engines } = readArguments(process.argv.slice(2));
  dropLogs();
  const mariadb = engines.includes('mariadb') ? await mariadbOfOurOwn() : null;
  const results: CrashResult[] = [];
  try {
    for (const engine of engines) {
      const progress = (round: number, text: string) =>
        process.stderr.write(`${engine} round ${round} of ${rounds}: ${text}\n`);
      const result = await runCrashes({ engine, rounds, seed, progress });
      results.push(result);
      if (result.faults.length > 0)
        process.stderr.write(
          `${result.faults.join('\n')}\nAgain: npm run crash -- --rounds ${rounds} --seed ${seed} --engine ${engine}\n`,
        );
    }
  } finally {
    await mariadb?.stop();
  }
  process.stdout.write(`${JSON.stringify({ seed, engines: results })}\n`);
  return results.every(({ faults }) => faults.length === 0) ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : 'crash failed'}\n`);
    process.exit(1);
  },
);
