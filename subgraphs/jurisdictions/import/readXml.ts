export interface XmlVisitor {
  /** Names come without their namespace prefix. */
  open(name: string, attributes: ReadonlyMap<string, string>): void;
  text(text: string): void;
  close(name: string): void;
}

const TOKEN =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([A-Za-z_][\w.:-]*)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y;
const ATTRIBUTE = /([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const REFERENCE = /&(?:#x([0-9A-Fa-f]{1,6})|#(\d{1,7})|(\w+));|&/g;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const MAX_DEPTH = 64;

/**
 * Walks well-formed XML once, front to back. Knows the five named references and numbers only: a document type, and with
 * it every entity of its own, is refused, so nothing can expand. Throws `SyntaxError` for what is not well-formed.
 */
export function readXml(source: string, visitor: XmlVisitor): void {
  const openNames: string[] = [];
  const start = source.startsWith('\uFEFF') ? 1 : 0;
  for (let at = start; at < source.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(source);
    if (token === null) throw new SyntaxError(`XML is broken at ${at}`);
    visitToken(token, openNames, visitor);
  }
  if (openNames.length > 0) throw new SyntaxError('XML ends inside an element');
}

function visitToken(token: RegExpExecArray, openNames: string[], visitor: XmlVisitor): void {
  const [, cdata, slash, qualifiedName, attributes, selfClosing, text] = token;
  if (text !== undefined) visitor.text(decodeReferences(text));
  if (cdata !== undefined) visitor.text(cdata);
  if (qualifiedName === undefined) return;
  const name = localName(qualifiedName);
  if (slash !== '/') openElement(name, openNames, () => visitor.open(name, readAttributes(attributes ?? '')));
  if (slash === '/' || selfClosing === '/') closeElement(name, openNames, () => visitor.close(name));
}

function openElement(name: string, openNames: string[], visit: () => void): void {
  if (openNames.push(name) > MAX_DEPTH) throw new SyntaxError('XML is nested too deeply');
  visit();
}

function closeElement(name: string, openNames: string[], visit: () => void): void {
  if (openNames.pop() !== name) throw new SyntaxError('XML closes another element than the open one');
  visit();
}

function readAttributes(source: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', double, single] of source.matchAll(ATTRIBUTE)) {
    attributes.set(localName(name), decodeReferences(double ?? single ?? ''));
  }
  return attributes;
}

function localName(qualifiedName: string): string {
  return qualifiedName.slice(qualifiedName.indexOf(':') + 1);
}

function decodeReferences(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(REFERENCE, (_, hex?: string, decimal?: string, name = '') => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    const character = Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
    if (character === undefined) throw new SyntaxError('XML holds an unknown reference');
    return character;
  });
}
