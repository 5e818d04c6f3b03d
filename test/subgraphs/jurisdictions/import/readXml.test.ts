import fc from 'fast-check';
import { readXml } from '../../../../subgraphs/jurisdictions/import/readXml';

function trace(source: string): string[] {
  const steps: string[] = [];
  readXml(source, {
    open: (name, attributes) => steps.push(`<${name} ${JSON.stringify([...attributes])}`),
    text: (text) => steps.push(text),
    close: (name) => steps.push(`>${name}`),
  });
  return steps;
}

describe('readXml', () => {
  it('tells elements, attributes and text in order, without prefixes', () => {
    expect(
      trace(`\uFEFF<?xml version="1.0"?><x:a r:id='1'><!-- <b> --><b c="&lt;&#65;&#x42;"/>t<![CDATA[<&]]></x:a>`),
    ).toEqual(['<a [["id","1"]]', '<b [["c","<AB"]]', '>b', 't', '<&', '>a']);
  });

  it.each([
    ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
    ['an entity of its own', '<a>&b;</a>'],
    ['a name of the object prototype as entity', '<a>&constructor;</a>'],
    ['a bare ampersand', '<a>&</a>'],
    ['a number that is no character', '<a>&#x110000;</a>'],
    ['crossed elements', '<a><b></a></b>'],
    ['an element left open', '<a>'],
    ['an element closed twice', '<a/></a>'],
    ['a deep nest', '<a>'.repeat(100) + '</a>'.repeat(100)],
    ['an unquoted attribute', '<a b=c/>'],
  ])('refuses %s', (_, source) => {
    expect(() => trace(source)).toThrow(Error);
  });

  it('ends on any text, with an error or without', () => {
    const piece = fc.constantFrom('<', '>', 'a', ' ', '/', '"', '=', '&', ';', '!', '-', '[', ']', '?');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        try {
          trace(pieces.join(''));
        } catch (error) {
          return error instanceof SyntaxError;
        }
        return true;
      }),
      { seed: 287, numRuns: 2_000 },
    );
  });

  it('reads a megabyte of blanks inside a tag in time that grows with its length', () => {
    const startedAt = performance.now();
    expect(() => trace(`<a${' '.repeat(1_000_000)}!`)).toThrow(SyntaxError);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});
