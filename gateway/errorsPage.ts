import { ERRORS } from './errors';

/** The text of `docs/errors.md`. */
export function errorsPage(): string {
  const rows = Object.entries(ERRORS).map(
    ([code, { status, message, remedy }]) => `| \`${code}\` | ${status} | ${message} | ${remedy} |`,
  );
  return `# Error codes

Generated from \`gateway/errors.ts\` by \`npm run compose\`. An error is exactly \`message\`, \`locations\`, \`path\` and
\`extensions: { code }\`. The status is that of an answer without data; beside data an error stands at its path and the
status is 200.

| code | status | message | what to do |
|---|---|---|---|
${rows.join('\n')}
`;
}
