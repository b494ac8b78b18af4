import { registerHooks } from 'node:module';
import { type OldFault, oldFaults } from './oldFaultNames.ts';

/** Puts a fault back, for this process alone and until it ends. Call it before anything of src/ is loaded. */
export function putBack(fault: OldFault): void {
  const { file, is, was } = oldFaults[fault];
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context);
      if (!url.endsWith(file)) return loaded;
      const source = String(loaded.source);
      if (!source.includes(is)) throw new Error(`${file} has changed: ${fault} has no place in it any more`);
      return { ...loaded, source: source.replace(is, () => was) };
    },
  });
}
