import {
  Button,
  Dialog,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { type ReactNode, useState } from 'react';
import type { DialogView } from '../../people/views.ts';
import { useWords } from '../language/words.ts';
import type { Action } from '../window/session.ts';
import { useWindow } from '../window/windowContext.ts';
import { AdaptiveCardView } from './AdaptiveCardView.tsx';
import type { ProgressPlace } from './liveCard.ts';

const widths: Record<string, number> = { small: 400, medium: 600, large: 800 };

/** A dialog (task module) that the bot opened: a card, or a page. `children`: what came of sending it, while it stays. */
export function TaskDialog(props: {
  dialog: DialogView;
  onClose: () => void;
  onSubmit: (action: Action, inputs: Record<string, unknown>) => Promise<unknown>;
  onTouch: () => void;
  children: ReactNode;
}) {
  const words = useWords();
  const { settings } = useWindow();
  const { dialog } = props;
  // What was typed ends with the dialog.
  const [kept] = useState((): ProgressPlace => ({ read: () => undefined, write: () => undefined }));
  const width = typeof dialog.width === 'number' ? dialog.width : widths[String(dialog.width)];
  return (
    <Dialog open onOpenChange={(_, { open }) => open || props.onClose()}>
      <DialogSurface style={{ maxWidth: `min(95vw, ${width ?? 600}px)` }}>
        <DialogBody>
          <DialogTitle
            action={
              <DialogTrigger action="close" disableButtonEnhancement>
                <Button appearance="subtle" icon={<DismissRegular />} aria-label={words.dialog.close} />
              </DialogTrigger>
            }
          >
            {dialog.title ?? settings.app.name}
          </DialogTitle>
          <DialogContent>
            {dialog.card !== null && (
              <AdaptiveCardView
                card={dialog.card}
                kept={kept}
                onPress={async ({ action, inputs }) => {
                  await props.onSubmit(action, inputs);
                  return false;
                }}
                onTouch={props.onTouch}
                isBare
              />
            )}
            {dialog.url !== null && (
              <iframe className="dialog-page" src={dialog.url} title={dialog.title ?? settings.app.name} />
            )}
            {props.children}
          </DialogContent>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
