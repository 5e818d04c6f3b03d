import { type TokenParts, tokenFor } from '../../gateway/development/token';

/** Tokens of as many subjects in one capacity whose rows are all. */
export function inspectorTokens(parts: TokenParts, count: number): readonly string[] {
  const [, payload = ''] = tokenFor('inspector', {}, parts).split('.');
  const usual = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Readonly<Record<string, unknown>>;
  return Array.from({ length: count }, (_, at) => parts.issuer.sign({ ...usual, sub: `TEST-inspector-${at}` }));
}
