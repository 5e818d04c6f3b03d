import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFile } from '../schema/files';
import { startProcess } from './kit/process';

const readme = readFileSync(projectFile('README.md'), 'utf8');
const [, transcript = ''] = /```console\n([\s\S]*?)```/.exec(readme) ?? [];
const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;

describe('the README', () => {
  it('shows what the screen shows', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'wso-readme-'));
    const system = startProcess('start.js', { env: { DATA_DIR: dataDir, PORT: '0' } });
    await system.wrote('ready  ');
    const origin = /GraphQL\s+(http:\/\/[^/]+)/.exec(system.stdout())?.[1] ?? '';
    const commands = transcript.split('\n').filter((line) => line.startsWith('$ '));
    const script = commands.map((line) => `${line.slice(2)}\necho`).join('\n');
    const { stdout } = spawnSync('bash', ['-c', script.replaceAll('http://127.0.0.1:4000', origin)], {
      cwd: projectFile(),
      encoding: 'utf8',
      env: { ...process.env, DATA_DIR: dataDir },
    });
    system.child.kill('SIGTERM');
    await system.ended;
    rmSync(dataDir, { recursive: true, force: true });
    const lines = (text: string): readonly string[] =>
      text
        .replaceAll(INSTANT, '<instant>')
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith('$ '));
    expect(commands).toHaveLength(8);
    expect(lines(stdout)).toEqual(lines(transcript));
  }, 60_000);

  it('names every npm verb, and no other', () => {
    const { scripts } = JSON.parse(readFileSync(projectFile('package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const unnamed = Object.keys(scripts).filter(
      (verb) =>
        verb !== 'build' &&
        !readme.includes(`\`npm ${verb}`) &&
        !readme.includes(`npm run ${verb}`) &&
        !readme.includes(`npm run --silent ${verb}`) &&
        !readme.includes(`\`${verb}\``),
    );
    expect(unnamed).toEqual([]);
    const named = [...readme.matchAll(/npm run (?:--silent )?([a-z:-]+)/g)].map(([, verb = '']) => verb);
    expect(named.filter((verb) => scripts[verb] === undefined)).toEqual([]);
  });
});
