import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { projectFile } from '../../schema/files';

/** Fresh tokens of the development roles, for the page's role picker. */
export type DevelopmentRoles = () => Promise<readonly { readonly role: string; readonly token: string }[]>;

const ASSETS: Readonly<Record<string, readonly string[]>> = {
  'graphiql.min.js': ['node_modules', 'graphiql', 'graphiql.min.js'],
  'graphiql.min.css': ['node_modules', 'graphiql', 'graphiql.min.css'],
  'react.js': ['node_modules', 'react', 'umd', 'react.production.min.js'],
  'react-dom.js': ['node_modules', 'react-dom', 'umd', 'react-dom.production.min.js'],
  'page.js': ['gateway', 'http', 'graphiqlPage', 'page.js'],
  'page.css': ['gateway', 'http', 'graphiqlPage', 'page.css'],
};

/**
 * Serves GraphiQL at `/` from this server alone. With `roles` the page has a role picker, whose tokens are given to
 * this computer only; with null neither the picker nor its route exists. Throws when an asset is missing.
 */
export function registerGraphiql(app: FastifyInstance, roles: DevelopmentRoles | null): void {
  const picker = roles === null ? '' : pageFile('rolePicker.html');
  const page = pageFile('page.html').replace('<!-- role picker -->', () => picker);
  app.get('/', (_request, reply) => {
    const nonce = randomBytes(16).toString('base64');
    return harden(reply)
      .header('cache-control', 'no-store')
      .header('content-security-policy', contentSecurityPolicy(nonce))
      .type('text/html; charset=utf-8')
      .send(page.replace('{{style nonce}}', nonce));
  });
  for (const [name, segments] of Object.entries(ASSETS))
    registerAsset(app, name, readFileSync(projectFile(...segments)));
  if (roles !== null) registerRoles(app, roles);
}

function pageFile(name: string): string {
  return readFileSync(projectFile('gateway', 'http', 'graphiqlPage', name), 'utf8');
}

function contentSecurityPolicy(styleNonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    // GraphiQL's dialogs add one style element, which stops the page behind them from scrolling; it takes a nonce.
    `style-src 'self' 'nonce-${styleNonce}'`,
    "connect-src 'self'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function harden(reply: FastifyReply): FastifyReply {
  return reply
    .header('x-content-type-options', 'nosniff')
    .header('referrer-policy', 'no-referrer')
    .header('cross-origin-opener-policy', 'same-origin')
    .header('cross-origin-resource-policy', 'same-origin');
}

/** Browsers keep an asset and ask each time whether it is still the one: an upgrade is seen at once. */
function registerAsset(app: FastifyInstance, name: string, bytes: Buffer): void {
  const etag = `"${createHash('sha256').update(bytes).digest('base64url')}"`;
  const type = name.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8';
  app.get(`/graphiql/${name}`, (request, reply) => {
    harden(reply).header('cache-control', 'no-cache').header('etag', etag);
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    return reply.type(type).send(bytes);
  });
}

function registerRoles(app: FastifyInstance, roles: DevelopmentRoles): void {
  app.get('/graphiql/roles.json', async (request, reply) => {
    if (!isFromThisComputer(request)) return reply.callNotFound();
    return harden(reply)
      .header('cache-control', 'no-store')
      .send(await roles());
  });
}

/**
 * The name stops a foreign page whose name was rebound to this computer; the address stops another computer that
 * claims a local name, should HOST be open to the network.
 */
function isFromThisComputer({ headers, socket }: FastifyRequest): boolean {
  const name = (headers.host ?? '').replace(/:\d+$/, '');
  const address = (socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  return ['127.0.0.1', 'localhost', '[::1]'].includes(name) && (address === '::1' || address.startsWith('127.'));
}
