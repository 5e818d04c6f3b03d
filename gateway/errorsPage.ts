import { writeFileSync } from 'node:fs';
import { projectFile } from '../schema/files';
import { ERRORS } from './errors';

/** The text of `docs/errors.md`; `node dist/gateway/errorsPage.js` writes it. */
export function errorsPage(): string {
  const rows = Object.entries(ERRORS).map(
    ([code, { status, message, remedy }]) => `| \`${code}\` | ${status} | ${message} | ${remedy} |`,
  );
  return `# Error codes

Generated from \`gateway/errors.ts\`; a test compares them. An error is exactly \`message\`, \`locations\`, \`path\` and
\`extensions: { code }\`. The status is that of an answer without data; an error beside data stands at its path and leaves
the status at 200.

| code | status | message | what to do |
|---|---|---|---|
${rows.join('\n')}
`;
}

if (require.main === module) writeFileSync(projectFile('docs', 'errors.md'), errorsPage());
