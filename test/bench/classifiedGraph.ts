import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Supergraph } from '@apollo/federation-internals';
import { developmentKeys } from '../../gateway/development/developmentKeys';
import { developmentIssuer, writeIssuersFile } from '../../gateway/development/issuer';
import { tokenParts } from '../../gateway/development/token';
import { projectFile } from '../../schema/files';
import { readPolicy } from '../../schema/policy';
import { CHECKSUMS, checksums, composedFiles, viewText } from '../../schema/reviewed';
import { viewFor } from '../../schema/view';
import { classifiedDocuments, supergraphSdl } from './graph';
import { inspectorTokens } from './tokens';

const TOKENS = 2000;

/** The bench's graph as a classified one, all of it public, and who asks it. */
export interface ClassifiedGraph {
  /** Settings of a gateway in front of it. */
  readonly env: Readonly<Record<string, string>>;
  /** Tokens of as many subjects. */
  readonly tokens: readonly string[];
}

/** Writes into the folder what `npm run compose` writes of the project's own graph, keys and an issuer. */
export function classifiedGraph(folder: string, urlOf: (name: string) => string): ClassifiedGraph {
  const policy = readPolicy();
  const documents = classifiedDocuments();
  const sdl = supergraphSdl(urlOf, documents);
  const views = new Map(
    policy.clearances.map((clearance) => {
      const view = Supergraph.build(viewFor(sdl, clearance)).apiSchema();
      return [clearance.name, viewText(view.toGraphQLJSSchema())] as const;
    }),
  );
  const policyText = readFileSync(projectFile('schema', 'policy.yaml'), 'utf8');
  const files = composedFiles({ policy: policyText, supergraphSdl: sdl, views });
  for (const [path, text] of new Map([...files, [CHECKSUMS, checksums(files)]])) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return {
    env: {
      SUPERGRAPH: join(folder, 'supergraph.graphql'),
      ISSUERS: writeIssuersFile(folder),
      CALLER_KEY: developmentKeys(folder).callerKey,
      AUDIT_FILE: join(folder, 'audit.jsonl'),
      RATE_PER_SECOND: '1000000',
      RATE_BURST: '1000000',
      ...Object.fromEntries([...documents.keys()].map((name) => [`${name.toUpperCase()}_URL`, urlOf(name)])),
    },
    tokens: inspectorTokens(tokenParts(developmentIssuer(folder)), TOKENS),
  };
}
