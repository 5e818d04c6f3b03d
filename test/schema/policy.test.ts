import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { PROTECTED } from '../../schema/categories';
import { projectFile } from '../../schema/files';
import { clearanceOf, readPolicy } from '../../schema/policy';

const policy = readPolicy();
const text = readFileSync(projectFile('schema', 'policy.yaml'), 'utf8');

function policyFrom(changed: string): () => unknown {
  const file = join(mkdtempSync(join(tmpdir(), 'wso-policy-')), 'policy.yaml');
  writeFileSync(file, changed);
  return () => readPolicy(file);
}

describe('clearanceOf', () => {
  it('gives every set with wso:serve exactly what wso:serve gives', () => {
    const alone = clearanceOf(policy, ['wso:serve']);
    fc.assert(
      fc.property(fc.subarray([...policy.scopes]), (others) => {
        expect(clearanceOf(policy, ['wso:serve', ...others])).toBe(alone);
      }),
    );
  });

  it('lets no capacity of several scopes give a WSO more', () => {
    const wider = clearanceOf(policy, ['ice:ero']) ?? policy.public;
    const bySet = new Map([...policy.bySet, ['ice:ero wso:serve', wider] as const]);
    expect(clearanceOf({ ...policy, bySet }, ['wso:serve', 'ice:ero'])).toBe(clearanceOf(policy, ['wso:serve']));
  });

  it('gives every set with wso:supervise and without wso:serve exactly what wso:supervise gives', () => {
    const alone = clearanceOf(policy, ['wso:supervise']);
    const rest = [...policy.scopes].filter((scope) => scope !== 'wso:serve');
    fc.assert(
      fc.property(fc.subarray(rest), (others) => {
        expect(clearanceOf(policy, [...others, 'wso:supervise'])).toBe(alone);
      }),
    );
  });

  it('holds no protected category for a WSO, a supervisor or the public', () => {
    for (const clearance of [clearanceOf(policy, ['wso:serve']), clearanceOf(policy, ['wso:supervise']), policy.public])
      expect(clearance?.categories.filter((category) => PROTECTED.has(category))).toEqual([]);
  });

  it('gives a named set the union of its grants', () => {
    const clearance = clearanceOf(policy, ['training:manage', 'moa:manage']);
    expect(clearance?.name).toBe('programme-office');
    expect(clearance?.categories).toEqual(['OFFICER', 'OPERATIONAL', 'PUBLIC', 'STATISTIC']);
  });

  it.each([[[]], [['ice:ero', 'jem:process']], [['ice:ero', 'unknown:scope']], [['wso:serve', 'unknown:scope']]])(
    'gives nothing for %j',
    (scopes) => {
      expect(clearanceOf(policy, scopes)).toBeNull();
    },
  );
});

describe('readPolicy', () => {
  it.each([
    ['an unknown category', text.replace('[PUBLIC]', '[PUBLICK]'), /categories/],
    ['an unknown bound', text.replace('rows: agency', 'rows: everything'), /rows/],
    ['a grant without a source', text.replace(', source: DOMAIN §5', ''), /source/],
    [
      'a granted category that is withheld',
      text.replace('[OPERATIONAL], rows: agency', '[OPERATIONAL, ALIENAGE], rows: agency'),
      /ALIENAGE, which is withheld/,
    ],
    [
      'a capacity of unknown scopes',
      text.replace('["moa:manage", "training:manage"]', '["moa:manage", "moa:unknown"]'),
      /moa:unknown/,
    ],
    ['two clearances of one name', text.replace('role: jem', 'role: ice'), /names two clearances/],
    [
      'a scope without PUBLIC',
      text.replace(
        '{ categories: [PUBLIC], rows: all, reason: public record, source: DOMAIN §5 }',
        '{ categories: [STATISTIC], rows: all, reason: r, source: s }',
      ),
      /PUBLIC/,
    ],
    ['a field it does not know', `${text}\nextra: true\n`, /extra/],
  ])('refuses %s', (_what, changed, message) => {
    expect(policyFrom(changed)).toThrow(message);
  });
});
