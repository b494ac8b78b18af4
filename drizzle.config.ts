import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: './src/store/*Tables.ts',
  out: './src/store/migrations',
});
