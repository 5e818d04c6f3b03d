import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { projectFile } from '../../schema/files';
import { SUBGRAPHS } from '../../schema/subgraphs';
import { type ComposeService, readComposeFile } from '../kit/composeFile';
import { gatewaySettings, migrateSettings, subgraphSettings } from '../kit/settings';

const { services, networks, secrets } = readComposeFile();
const ours = Object.entries(services).filter(([, { build }]) => build !== undefined);
const caddyfile = readFileSync(projectFile('Caddyfile'), 'utf8');
const dockerfile = readFileSync(projectFile('Dockerfile'), 'utf8');

/** The words after `npm run --silent`. */
function verb({ command }: ComposeService): readonly string[] {
  expect(command.slice(0, 3)).toEqual(['npm', 'run', '--silent']);
  return command.slice(3).filter((word) => word !== '--');
}

function settingsOf(service: ComposeService): ReadonlySet<string> {
  const [script = '', name = ''] = verb(service);
  switch (script) {
    case 'gateway':
      return gatewaySettings();
    case 'subgraph':
      return subgraphSettings(name);
    default:
      return migrateSettings();
  }
}

describe('docker-compose.yml', () => {
  it('is accepted by docker-compose', () => {
    const { error, status, stderr } = spawnSync('docker-compose', ['-f', 'docker-compose.yml', 'config', '-q'], {
      cwd: projectFile(),
      encoding: 'utf8',
    });
    if (error !== undefined)
      throw new Error('docker-compose: not found; run `apt-get install --no-install-recommends docker-compose`.');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('runs the gateway more than once, each subgraph and the migration', () => {
    expect(ours.map(([, service]) => verb(service).join(' '))).toEqual([
      'gateway',
      'gateway',
      ...SUBGRAPHS.map((name) => `subgraph ${name}`),
      'migrate',
    ]);
  });

  it.each(ours)('starts %s by a script of package.json', (_name, service) => {
    const { scripts } = JSON.parse(readFileSync(projectFile('package.json'), 'utf8'));
    expect(Object.keys(scripts)).toContain(verb(service)[0]);
  });

  it.each(ours)('gives %s only settings that its program reads', (_name, service) => {
    const known = settingsOf(service);
    expect(Object.keys(service.environment).filter((setting) => !known.has(setting))).toEqual([]);
  });

  it.each(Object.entries(services))('gives %s each secret that its settings name, and no other', (_name, service) => {
    const named = Object.values(service.environment).flatMap(
      (value) => /^\/run\/secrets\/(\w+)$/.exec(value)?.[1] ?? [],
    );
    const brought = service.secrets.filter((secret) => secret !== 'issuer_jwks' && !isRead(service, secret));
    expect(brought.sort()).toEqual(named.sort());
    expect(service.secrets.filter((secret) => !(secret in secrets))).toEqual([]);
  });

  /** mysql-init.sh reads the URLs without a setting. */
  function isRead({ image }: ComposeService, secret: string): boolean {
    return image.startsWith('mysql:') && secret.endsWith('_database_url');
  }

  it('lets a gateway drain within its grace period, and Caddy look twice in the first half', () => {
    const gateway = ours.find(([, service]) => verb(service)[0] === 'gateway')?.[1];
    const drainMs = Number(gateway?.environment['DRAIN_MS']);
    expect(drainMs).toBeLessThan(Number.parseInt(gateway?.stop_grace_period ?? '', 10) * 1000);
    const [, interval] = /health_interval (\d+)s/.exec(caddyfile) ?? [];
    expect(drainMs / 2).toBeGreaterThanOrEqual(2 * Number(interval) * 1000);
  });

  it.each(ours)('asks %s for its health on the port that it listens on', (_name, { environment, healthcheck }) => {
    const port = environment['PORT'] ?? environment['SUBGRAPH_PORT'];
    const asked = /127\.0\.0\.1:(\d+)\/(livez|readyz)'/.exec(healthcheck?.test.join(' ') ?? '')?.[1];
    expect(asked).toBe(port);
  });

  it.each(SUBGRAPHS)('tells the gateways where %s listens', (name) => {
    const url = `http://${name}:${services[name]?.environment['SUBGRAPH_PORT']}/graphql`;
    expect(services['gateway-1']?.environment[`${name.toUpperCase()}_URL`]).toBe(url);
    expect(services['gateway-2']?.environment).toEqual(services['gateway-1']?.environment);
  });

  it('puts every gateway behind Caddy', () => {
    const upstreams = /reverse_proxy (.*) \{/.exec(caddyfile)?.[1]?.split(' ');
    const gateways = Object.entries(services).filter(([, { command }]) => command.includes('gateway'));
    expect(upstreams).toEqual(gateways.map(([name, { environment }]) => `${name}:${environment['PORT']}`));
    expect(caddyfile).toContain('lb_policy least_conn');
    expect(caddyfile).toContain('health_uri /readyz');
  });

  it('gives Caddy the settings that Caddyfile reads', () => {
    const read = [...caddyfile.matchAll(/\{\$(\w+)\}/g)].map(([, name]) => name);
    expect(Object.keys(services['caddy']?.environment ?? {})).toEqual(read);
  });

  it('publishes one port, and lets no one but Caddy out of the internal networks', () => {
    const published = Object.entries(services).filter(([, { ports }]) => ports.length > 0);
    expect(published.map(([name, { ports }]) => [name, ports])).toEqual([['caddy', ['443:443']]]);
    const open = Object.keys(networks).filter((name) => networks[name]?.internal === false);
    const outside = Object.keys(services).filter((name) => services[name]?.networks.some((one) => open.includes(one)));
    expect(outside).toEqual(['caddy']);
  });

  it('keeps the databases from the gateways', () => {
    const reaching = Object.keys(services).filter((name) => services[name]?.networks.includes('store'));
    expect(reaching).toEqual([...SUBGRAPHS, 'migrate', 'mysql']);
  });

  it.each(Object.entries(services))('confines %s', (name, service) => {
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      cap_add: name === 'caddy' ? ['NET_BIND_SERVICE'] : [],
      security_opt: ['no-new-privileges:true'],
      stop_grace_period: expect.stringMatching(/^\d+s$/),
    });
    expect(service.healthcheck === undefined).toBe(name === 'migrate');
  });

  it('mounts and builds from files that exist', () => {
    const mounted = Object.values(services).flatMap(({ volumes }) =>
      volumes.map((volume) => volume.split(':')[0] ?? ''),
    );
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.*) \S+$/gm)].flatMap(
      ([, names]) => names?.split(' ') ?? [],
    );
    const paths = [...mounted.filter((path) => path.startsWith('./')), ...copied];
    expect(paths.length).toBeGreaterThan(5);
    expect(paths.filter((path) => !existsSync(projectFile(path)))).toEqual([]);
    const admitted = readFileSync(projectFile('.dockerignore'), 'utf8').split('\n');
    expect(copied.filter((name) => !admitted.includes(`!${name}`))).toEqual([]);
  });
});
