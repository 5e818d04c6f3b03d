import type { Engine } from './stores';

/** The text of an argument as a whole number. Throws a sentence for anything else. */
export function whole(name: string, text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || !Number.isSafeInteger(value))
    throw new Error(`--${name}: a whole number from 1 on.`);
  return value;
}

/** The engines that a verb runs on by turns: the one that is named, or both. */
export function enginesNamed(text: string | undefined): readonly Engine[] {
  switch (text) {
    case undefined:
      return ['sqlite', 'mariadb'];
    case 'sqlite':
    case 'mariadb':
      return [text];
    default:
      throw new Error('--engine: sqlite or mariadb.');
  }
}
