/**
 * teams-ai loads an OpenAI client, tokenizers, planners and sign-in dialogs with its Application: nothing of them is
 * ever called here, and they are most of its memory. node-fetch loads a URL of its own, with tables of all the world's
 * host names and a module that Node warns of, for versions of Node that had none. Who does call one hears it by name.
 */
const neverCalled = [
  {
    by: /[\\/]@microsoft[\\/]teams-ai[\\/]/,
    called: /^(\.\/AI|\.\/(authentication\/)?Authentication|botbuilder-dialogs|openai|gpt-tokenizer)$/,
  },
  { by: /[\\/]node-fetch[\\/]/, called: /^whatwg-url$/ },
];

/** Whether what a file asks for by `path` is left out of the built bot, and of what the tests load. */
export const isNeverCalled = (path: string, importer: string): boolean =>
  neverCalled.some(({ by, called }) => called.test(path) && by.test(importer));
