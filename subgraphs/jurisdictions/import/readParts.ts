import { isDayFormat } from './excelDate';
import { readXml } from './readXml';

/** The shared strings in order, rich text joined, phonetic readings left out. */
export function readSharedStrings(source: string): readonly string[] {
  const strings: string[] = [];
  let current = '';
  let isText = false;
  let isPhonetic = false;
  readXml(source, {
    open(name) {
      if (name === 'si') current = '';
      if (name === 'rPh') isPhonetic = true;
      isText = name === 't' && !isPhonetic;
    },
    text(text) {
      if (isText) current += text;
    },
    close(name) {
      isText = false;
      if (name === 'rPh') isPhonetic = false;
      if (name === 'si') strings.push(decodeEscapes(current));
    },
  });
  return strings;
}

/** For each cell style in order, whether it shows numbers as days. */
export function readDayStyles(source: string): readonly boolean[] {
  const codes = new Map<number, string>();
  const styles: boolean[] = [];
  let isCellFormat = false;
  readXml(source, {
    open(name, attributes) {
      const formatId = Number(attributes.get('numFmtId') ?? 0);
      if (name === 'numFmt') codes.set(formatId, attributes.get('formatCode') ?? '');
      if (name === 'cellXfs') isCellFormat = true;
      if (name === 'xf' && isCellFormat) styles.push(isDayFormat(formatId, codes.get(formatId)));
    },
    text() {},
    close(name) {
      if (name === 'cellXfs') isCellFormat = false;
    },
  });
  return styles;
}

/** Targets of a relationship part by their id. */
export function readRelationships(source: string): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  readXml(source, {
    open(name, attributes) {
      if (name === 'Relationship') targets.set(attributes.get('Id') ?? '', attributes.get('Target') ?? '');
    },
    text() {},
    close() {},
  });
  return targets;
}

/** Excel writes control characters in strings as `_x000D_`. */
export function decodeEscapes(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
