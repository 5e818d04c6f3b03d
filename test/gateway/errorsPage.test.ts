import { readdirSync, readFileSync } from 'node:fs';
import { ERRORS } from '../../gateway/errors';
import { errorsPage } from '../../gateway/errorsPage';
import { projectFile } from '../../schema/files';
import { DOMAIN_ERRORS } from '../../subgraphs/kit/errors';

describe('errorsPage', () => {
  it('is what docs/errors.md holds', () => {
    expect(readFileSync(projectFile('docs', 'errors.md'), 'utf8')).toBe(errorsPage());
  });

  it('says the same of a subgraph’s codes as the subgraphs do', () => {
    const same = Object.keys(DOMAIN_ERRORS).map((code) => [code, ERRORS[code as keyof typeof DOMAIN_ERRORS].message]);
    expect(Object.fromEntries(same)).toEqual(DOMAIN_ERRORS);
  });

  it('lists no code that nothing sends', () => {
    const sources = readdirSync(projectFile('gateway'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && name !== 'errors.ts')
      .map((name) => readFileSync(projectFile('gateway', name), 'utf8'));
    const subgraphCodes = Object.keys(DOMAIN_ERRORS);
    const unsent = Object.keys(ERRORS).filter(
      (code) => !subgraphCodes.includes(code) && !sources.some((text) => text.includes(`'${code}'`)),
    );
    expect(unsent).toEqual([]);
  });
});
