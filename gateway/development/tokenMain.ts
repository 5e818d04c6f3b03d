import { developmentIssuer } from './issuer';
import { readRoles } from './roles';
import { tokenFor, tokenParts } from './token';
import { readTokenArguments } from './tokenArguments';

/** `npm run --silent token -- ROLE [flags]` prints one token alone on stdout; exit 1 with a sentence on stderr. */
function main(words: readonly string[], env: NodeJS.ProcessEnv): void {
  const { role, overrides } = readTokenArguments(words);
  const issuer = developmentIssuer(env['DATA_DIR'] ?? '.data', env['NODE_ENV']);
  process.stdout.write(`${tokenFor(role, overrides, tokenParts(issuer))}\n`);
}

const USAGE = `Usage: npm run --silent token -- ROLE [--agency ID] [--facility ID]… [--officer ID] [--field-office NAME] [--state XX]
Roles: ${[...readRoles().keys()].join(' ')}
`;

try {
  main(process.argv.slice(2), process.env);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : 'token: failed.'}\n${USAGE}`);
  process.exitCode = 1;
}
