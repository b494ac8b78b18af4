/** Without the spaces and signs at its ends; spaces within it are one. Only at the beginning a question mark stays: `?` asks for help. */
export const trimmed = (text: string): string =>
  text
    .replace(/\s+/gu, ' ')
    // Looked for from the first of them alone: begun anew at each, thousands within a text would take seconds.
    .replace(/^[\s、。,.!！:：;]+|(?<![\s、。,.!！?？:：;])[\s、。,.!！?？:：;]+$/gu, '');
