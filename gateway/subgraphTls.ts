import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { SettingsReader } from './settings';

/** PEM texts: whom we believe to be a subgraph, and by what a subgraph knows us. */
export interface SubgraphTls {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

/** Reads SUBGRAPH_CA, SUBGRAPH_CERT and SUBGRAPH_KEY, each absent or the path of a PEM file. */
export function readSubgraphTls(read: SettingsReader): SubgraphTls {
  const ca = read.optionalFile('SUBGRAPH_CA');
  const cert = read.optionalFile('SUBGRAPH_CERT');
  const key = read.optionalFile('SUBGRAPH_KEY');
  if (ca !== null && certificateIn(ca) === null) read.refuse('SUBGRAPH_CA', 'a certificate in PEM.');
  if ((cert === null) !== (key === null)) read.refuse('SUBGRAPH_CERT', 'given together with SUBGRAPH_KEY.');
  if (cert !== null && key !== null && !belongTogether(cert, key))
    read.refuse('SUBGRAPH_CERT', 'a certificate in PEM of the private key in SUBGRAPH_KEY.');
  return { ...(ca === null ? {} : { ca }), ...(cert === null ? {} : { cert }), ...(key === null ? {} : { key }) };
}

function belongTogether(cert: string, key: string): boolean {
  try {
    return certificateIn(cert)?.checkPrivateKey(createPrivateKey(key)) === true;
  } catch {
    return false;
  }
}

function certificateIn(pem: string): X509Certificate | null {
  try {
    return new X509Certificate(pem);
  } catch {
    return null;
  }
}
