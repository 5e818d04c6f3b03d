import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFile } from '../../../schema/files';

const CASE = /^\| ([AB]\d+) \| (.+) \|$/gm;
const TITLE = /['"`(]((?:[AB]\d+)(?: and [AB]\d+)*)[ )]/g;

const page = readFileSync(projectFile('docs', 'attack-cases.md'), 'utf8');
const cases = [...page.matchAll(CASE)].map(([, number = '', what = '']) => ({ number, what }));
const texts = readdirSync(projectFile('test'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts') && !name.endsWith('complete.test.ts'))
  .map((name) => readFileSync(join(projectFile('test'), name), 'utf8'));
const titled = new Set(
  texts.flatMap((text) => [...text.matchAll(TITLE)].flatMap(([, one = '']) => one.split(' and '))),
);

describe('the attack cases of docs/attack-cases.md', () => {
  it('are 32 of our own list and 17 that happened to others, in order', () => {
    const numbers = (letter: string, count: number) => Array.from({ length: count }, (_, at) => `${letter}${at + 1}`);
    expect(cases.map(({ number }) => number)).toEqual([...numbers('A', 32), ...numbers('B', 17)]);
  });

  it('have each a test with its number in the title, or name the verb that measures them', () => {
    const untested = cases.filter(({ number, what }) => !titled.has(number) && !/`npm run [a-z:]+/.test(what));
    expect(untested).toEqual([]);
    expect([...titled].filter((number) => !cases.some((one) => one.number === number))).toEqual([]);
  });
});
