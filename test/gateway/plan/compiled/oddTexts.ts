/** Texts that JSON writes otherwise than they are, and their like. */
export const ODD_TEXTS = [
  '',
  'plain',
  'ümläut 漢',
  '"',
  '\\',
  '\n',
  '\u0000',
  '\u001f',
  '\u007f',
  '\u2028',
  '\ud83d',
  '\udc00x',
  '😀',
] as const;
