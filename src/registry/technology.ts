import { z } from 'zod';

export const technologyIdRule = 'lower case letters, digits, . + # -';

/** A technology's id: lower case, digits, dot and dash, e.g. `azure-vpn-gateway`. */
export const technologyIdSchema = z.string().regex(/^[a-z0-9][a-z0-9.+#-]{0,63}$/, technologyIdRule);
export type TechnologyId = z.infer<typeof technologyIdSchema>;

/** A technology of the registry, named and spelled in both languages. `parent` is the broader technology, if any. */
export const technologySchema = z.strictObject({
  id: technologyIdSchema,
  name: z.strictObject({ en: z.string().min(1).max(100), ja: z.string().min(1).max(100) }),
  aliases: z.strictObject({
    en: z.array(z.string().min(1).max(100)).max(200).default([]),
    ja: z.array(z.string().min(1).max(100)).max(200).default([]),
  }),
  parent: technologyIdSchema.nullable().default(null),
});
export type Technology = z.infer<typeof technologySchema>;
