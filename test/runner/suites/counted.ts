/** Who used this module, in order. */
export const counted: string[] = [];
