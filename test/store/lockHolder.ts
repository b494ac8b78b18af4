import { lockFolder } from '../../src/store/connection/folderLock.ts';

/** A process that has the folder of DATA_FOLDER until it is killed. */
await lockFolder(process.env.DATA_FOLDER ?? '');
console.log('locked');
setInterval(() => {}, 60_000);
