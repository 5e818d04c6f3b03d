import fc from 'fast-check';
import { Output } from '../../../../gateway/plan/compiled/output';
import { ODD_TEXTS } from './oddTexts';

function written(write: (output: Output) => void): string {
  const output = new Output();
  output.begin();
  write(output);
  return output.taken().toString('utf8');
}

describe('Output', () => {
  it.each(ODD_TEXTS)('writes %j as JSON.stringify does', (text) => {
    expect(written((output) => output.string(text))).toBe(JSON.stringify(text));
  });

  it('writes any strings as JSON.stringify does, one after another', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (texts) => {
        const all = written((output) => {
          for (const text of texts) output.string(text);
        });
        return all === texts.map((text) => JSON.stringify(text)).join('');
      }),
    );
  });

  it('grows by what it has to hold', () => {
    const long = 'ü'.repeat(300_000);
    const text = written((output) => {
      output.string('before');
      output.text(long);
      output.copy(Buffer.from('x'));
      output.again({ from: 0, to: 8 });
      output.byte(0x21);
    });
    expect(text).toBe(`"before"${long}x"before"!`);
  });

  it('writes any number as JSON.stringify does', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })),
        (number) => written((output) => output.letters(String(number))) === JSON.stringify(number),
      ),
    );
  });

  it('gives copies away: what is written next changes none', () => {
    const output = new Output();
    output.begin();
    output.string('one');
    const first = output.taken();
    output.begin();
    output.string('two');
    expect([first.toString(), output.taken().toString()]).toEqual(['"one"', '"two"']);
  });
});
