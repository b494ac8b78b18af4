// Reads env/.env, if there is one; what is set in the process itself wins. Node's own --env-file-if-exists would say
// each time that there is none.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const settings = join(__dirname, '../env/.env');
if (existsSync(settings)) process.loadEnvFile(settings);
