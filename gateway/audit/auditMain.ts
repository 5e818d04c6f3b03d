import { verifyChains } from './verifyChains';

/** `npm run audit -- verify FILE…`: one JSON object; exit 1 when a link is broken. */
function main([verb, ...files]: readonly string[]): number {
  if (verb !== 'verify' || files.length === 0)
    throw new Error('audit: give `verify` and the files of a chain, oldest first.');
  const verified = verifyChains(files);
  process.stdout.write(`${JSON.stringify(verified)}\n`);
  if (verified.broken === null) return 0;
  const { file, line, fault } = verified.broken;
  process.stderr.write(`${file}:${line}: ${fault}\n`);
  return 1;
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : 'audit failed'}\n`);
  process.exitCode = 1;
}
