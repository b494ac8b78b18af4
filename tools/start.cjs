// `npm start`. npm hands a signal on to the shell between itself and this process. The shell dies of it and tells
// nobody, so this process heeds that its parent is gone: the bot then stops as if the signal had come to itself.
require('./checkNode.cjs');
require('./settings.cjs');

const parent = process.ppid;
const heeding = setInterval(() => {
  if (process.ppid === parent) return;
  clearInterval(heeding);
  process.kill(process.pid, 'SIGTERM');
}, 500);
heeding.unref();

import('../src/main.ts').then(({ run }) => run());
