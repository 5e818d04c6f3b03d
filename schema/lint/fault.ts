import type { Element } from '../elements';

/** One fault: its code, where it stands, the element, what is wrong and how it is mended. */
export function fault(code: string, element: Pick<Element, 'coordinate' | 'place'>, text: string): string {
  return `${code} ${element.place === '' ? '' : `${element.place} `}${element.coordinate}: ${text}`;
}
