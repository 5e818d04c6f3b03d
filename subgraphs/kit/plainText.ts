import { z } from 'zod';

/** A name or title: 1 to 80 characters, nothing invisible, no line ends, no halves of a character. */
export const plainText = z
  .string()
  .trim()
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]{1,80}$/u);
