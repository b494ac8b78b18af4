import { join } from 'node:path';
import { defineConfig } from 'vite';

/** Builds the browser client of the sandbox. The sandbox runs this by itself when its sources are newer (window/build.ts). */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  publicDir: false,
  // Also where tests build it: what is tested is what is used, and React for developers takes four times the processor.
  define: { 'process.env.NODE_ENV': '"production"' },
  oxc: { jsx: { development: false } },
  build: {
    outDir: join(import.meta.dirname, '../../../dist/sandbox-client'),
    emptyOutDir: true,
    target: 'es2022',
    // Loaded from this machine: one file is as quick as many.
    chunkSizeWarningLimit: 4_000,
  },
});
