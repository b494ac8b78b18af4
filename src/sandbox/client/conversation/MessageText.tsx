import { Link } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useWindow } from '../window/windowContext.ts';
import { type Block, type Inline, readMarkup } from './markup.ts';

/** The text of a message, as Teams would draw it. */
export function MessageText({ text, textFormat }: { text: string; textFormat: string }) {
  const blocks = readMarkup(text, textFormat === 'plain' ? 'plain' : 'markdown');
  return (
    <div className="text">
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no names, and are drawn anew with it
        <TextBlock key={index} block={block} />
      ))}
    </div>
  );
}

function TextBlock({ block }: { block: Block }) {
  if (block.kind === 'paragraph')
    return (
      <p>
        <Inlines of={block.of} />
      </p>
    );
  const List = block.ordered ? 'ol' : 'ul';
  return (
    <List>
      {block.of.map((each, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <li key={index}>
          <Inlines of={each} />
        </li>
      ))}
    </List>
  );
}

function Inlines({ of }: { of: readonly Inline[] }): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: as above
  return of.map((inline, index) => <InlinePart key={index} inline={inline} />);
}

function InlinePart({ inline }: { inline: Inline }): ReactNode {
  const { openLink } = useWindow();
  switch (inline.kind) {
    case 'text':
      return inline.text;
    case 'code':
      return <code>{inline.text}</code>;
    case 'bold':
      return (
        <strong>
          <Inlines of={inline.of} />
        </strong>
      );
    case 'italic':
      return (
        <em>
          <Inlines of={inline.of} />
        </em>
      );
    case 'link':
      return (
        <Link
          inline
          href={inline.url}
          onClick={(event: { preventDefault: () => void }) => {
            event.preventDefault();
            openLink(inline.url);
          }}
        >
          <Inlines of={inline.of} />
        </Link>
      );
    case 'mention':
      return <span className="mention">{inline.name}</span>;
    case 'break':
      return <br />;
    default:
      return inline satisfies never;
  }
}
