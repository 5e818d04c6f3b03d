/** Text as a person reads it: NFKC, straight apostrophes and quotes, no invisible characters, single blanks. */
export function cleanText(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u2018\u2019\u201B\u02BC\u00B4\u0060\u2032]/g, "'")
    .replace(/[\u201C\u201D]/g, '"')
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/[\u200B\u200C\u200E\u200F\u00AD\uFEFF]|\u200D/g, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

/** The form in which tables are asked: clean and in lower case. */
export function tableKey(text: string): string {
  return cleanText(text).toLowerCase();
}

/** The value a table holds under a text, null when it holds none. */
export function lookUp<Value>(table: Readonly<Record<string, Value>> | undefined, text: string): Value | null {
  const key = tableKey(text);
  return table !== undefined && Object.hasOwn(table, key) ? (table[key] ?? null) : null;
}
