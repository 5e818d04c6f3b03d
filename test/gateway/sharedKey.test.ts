import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { readConfig } from '../../gateway/config';
import { createGateway } from '../../gateway/createGateway';
import { issuerWith, jwksFile, newKey } from './kit/testIssuer';

describe('createGateway with a key that an issuer holds too', () => {
  it('refuses to start: the issuer could assert any caller', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'wso-shared-key-'));
    const write = (name: string, text: string): string => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const key = newKey('EdDSA');
    const url = 'http://127.0.0.1:9/graphql';
    const config = readConfig({
      PORT: '0',
      ISSUERS: write('issuers.yaml', stringify([issuerWith({ jwks: jwksFile([key]) })])),
      CALLER_KEY: write(
        'caller.json',
        JSON.stringify({ ...key.privateKey.export({ format: 'jwk' }), kid: 'g', iss: 'gateway' }),
      ),
      AUDIT_FILE: join(folder, 'audit.jsonl'),
      JURISDICTIONS_URL: url,
      OFFICERS_URL: url,
      WARRANTS_URL: url,
    });
    await expect(createGateway(config, { developmentRoles: null })).rejects.toThrow(
      'CALLER_KEY: is a key of an issuer too; an issuer could assert any caller. Make one of its own.',
    );
    rmSync(folder, { recursive: true, force: true });
  });
});
