import { ERRORS, type ErrorCode } from '../../../gateway/errors';

export const CANARY = 'CANARY-7f3a';
export const TWO = {
  data: {
    people: [
      { __typename: 'Person', hiddenNumber: '1', name: 'Ada' },
      { __typename: 'Person', hiddenNumber: '2', name: 'Bo' },
    ],
  },
};
export const PEOPLE = '{ people { name place: city } }';

export function error(path: readonly (string | number)[] | null, code: ErrorCode = 'SUBGRAPH_UNAVAILABLE') {
  return { message: ERRORS[code].message, ...(path === null ? {} : { path }), extensions: { code } };
}

export const BOTH_LOST = {
  data: {
    people: [
      { name: 'Ada', place: null },
      { name: 'Bo', place: null },
    ],
  },
  errors: [error(['people', 0, 'place']), error(['people', 1, 'place'])],
};
