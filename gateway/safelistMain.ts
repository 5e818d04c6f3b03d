import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse, print, separateOperations } from 'graphql';
import { documentId } from './safelist';

const USAGE = 'npm run --silent safelist -- CLIENT_ID=PATH…   PATH: a .graphql file or a folder of such';

/** `npm run safelist`: prints the SAFELIST file; each operation is a document of its own with the fragments it uses. */
function main(args: readonly string[]): void {
  if (args.length === 0) throw new Error(USAGE);
  const clients = new Map<string, Record<string, string>>();
  for (const argument of args) {
    const [, client, path] = /^([^=]+)=(.+)$/.exec(argument) ?? [];
    if (client === undefined || path === undefined) throw new Error(USAGE);
    const documents = filesAt(path).flatMap((file) => documentsIn(readFileSync(file, 'utf8')));
    const listed = Object.fromEntries(documents.map((document) => [documentId(document), document]));
    clients.set(client, { ...clients.get(client), ...listed });
  }
  process.stdout.write(`${JSON.stringify(Object.fromEntries(clients), null, 2)}\n`);
}

function filesAt(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => name.endsWith('.graphql'))
    .sort()
    .map((name) => join(path, name));
}

function documentsIn(text: string): readonly string[] {
  return Object.values(separateOperations(parse(text, { noLocation: true }))).map(print);
}

try {
  main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : USAGE}\n`);
  process.exitCode = 1;
}
