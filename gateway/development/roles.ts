import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectFile } from '../../schema/files';

const roleClaims = z.strictObject({
  scope: z.string().min(1),
  agency: z.string().min(1).optional(),
  facility: z.array(z.string().min(1)).min(1).optional(),
  /** Who acts for which agency. */
  officers: z.record(z.string(), z.string().min(1)).default({}),
  field_office: z.string().min(1).optional(),
  state: z.string().min(1).optional(),
  client_id: z.string().min(1).optional(),
});

/** What a token of one role claims, by its agency's officer, beside who issued it and when. */
export type RoleClaims = Readonly<z.infer<typeof roleClaims>>;
export type Roles = ReadonlyMap<string, RoleClaims>;

/** The development roles by name, in the order of `roles.yaml`. */
export function readRoles(): Roles {
  const text = readFileSync(projectFile('gateway', 'development', 'roles.yaml'), 'utf8');
  return new Map(Object.entries(z.record(z.string(), roleClaims).parse(parse(text))));
}
