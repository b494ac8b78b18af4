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
import type { DialogView } from '../../people/views.ts';
import { useWords } from '../language/words.ts';
import type { Action } from '../session.ts';
import { useWindow } from '../windowContext.ts';
import { AdaptiveCardView } from './AdaptiveCardView.tsx';

const widths: Record<string, number> = { small: 400, medium: 600, large: 800 };

/** A dialog (task module) that the bot opened: a card, or a page. */
export function TaskDialog(props: {
  dialog: DialogView;
  onClose: () => void;
  onSubmit: (action: Action, inputs: Record<string, unknown>) => Promise<void>;
}) {
  const words = useWords();
  const { settings } = useWindow();
  const { dialog } = props;
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
            {dialog.card !== null && <AdaptiveCardView card={dialog.card} onAction={props.onSubmit} isBare />}
            {dialog.url !== null && (
              <iframe className="dialog-page" src={dialog.url} title={dialog.title ?? settings.app.name} />
            )}
          </DialogContent>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
