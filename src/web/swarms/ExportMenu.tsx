import {
  Menu,
  MenuButton,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Spinner,
  Text,
  tokens,
} from '@fluentui/react-components';
import { ArrowDownload16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { ExportFormat } from '../../history/swarms/export.ts';
import { saveFile } from '../parts/saveFile.ts';
import { useTab } from '../tabContext.ts';

/** Saves what is filtered, all of it, as a file. */
export function ExportMenu({ query }: { query: string }) {
  const { words, server, format: formats } = useTab();
  const [state, setState] = useState<'ready' | 'running' | 'failed'>('ready');
  const run = async (format: ExportFormat) => {
    setState('running');
    try {
      const language = format === 'csv' ? `&language=${formats.language}` : '';
      const file = await server.file(`/api/history/export.${format}?${query}${language}`);
      saveFile(file, `swarms-${new Date().toISOString().slice(0, 10)}.${format}`);
      setState('ready');
    } catch {
      setState('failed');
    }
  };
  return (
    <>
      {state === 'failed' && (
        <Text size={200} role="alert" style={{ color: tokens.colorPaletteRedForeground1 }}>
          {words.list.exportFailed}
        </Text>
      )}
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <MenuButton
            size="small"
            appearance="subtle"
            disabled={state === 'running'}
            icon={state === 'running' ? <Spinner size="extra-tiny" /> : <ArrowDownload16Regular />}
          >
            {state === 'running' ? words.list.exporting : words.list.export}
          </MenuButton>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem onClick={() => run('csv')}>{words.list.exportCsv}</MenuItem>
            <MenuItem onClick={() => run('json')}>{words.list.exportJson}</MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
    </>
  );
}
