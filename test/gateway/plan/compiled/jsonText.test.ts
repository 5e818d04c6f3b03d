import fc from 'fast-check';
import { stringText, valueText } from '../../../../gateway/plan/compiled/jsonText';
import { ODD_TEXTS } from './oddTexts';

describe('stringText', () => {
  it.each(ODD_TEXTS)('writes %j as JSON.stringify does', (text) => {
    expect(stringText(text)).toBe(JSON.stringify(text));
  });

  it('writes any string as JSON.stringify does', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => stringText(text) === JSON.stringify(text)));
  });
});

describe('valueText', () => {
  it('writes any JSON value as JSON.stringify does', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => valueText(value) === JSON.stringify(value)));
  });
});
